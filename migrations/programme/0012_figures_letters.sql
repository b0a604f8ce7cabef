-- Letters of interest among the figures. They come from municipalities that do not take
-- part yet as well, so that tenant_id names a municipality of the register.

ALTER TABLE figures ADD COLUMN letters int NOT NULL DEFAULT 0,
    DROP CONSTRAINT figures_tenant_id_fkey,
    ADD CONSTRAINT figures_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES municipality;

ALTER TABLE figures_computed DROP CONSTRAINT figures_computed_tenant_id_fkey,
    ADD CONSTRAINT figures_computed_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES municipality;
