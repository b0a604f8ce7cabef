import { foldable, form } from './form.js';
import { ask, Problem } from './request.js';
import { language, text } from './texts.js';

const kinds = ['PHOTO', 'ANNOUNCEMENT_PROOF', 'SIGNED_PAPER', 'COMMITMENT_LETTER', 'COST_EVIDENCE', 'RESOURCE_EVIDENCE', 'PASSPORT_COPY', 'REGISTRATION', 'CHARTER', 'MAP', 'REGULATION_TEXT', 'ORDER_SCAN', 'PROTOCOL_SCAN', 'OTHER'];
const ticket = 'mutation UploadTicket($input: CreateUploadTicketInput!) { createUploadTicket(input: $input) { ticket { file { id } url } errors { message } } }';
const types = { pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', heic: 'image/heic', webp: 'image/webp', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const chunk = 1 << 20;
const attempts = 5;

// openUpload keeps a form that sends a file under a ticket.
export function openUpload(details, headers) {
  const draw = () => foldable(details, 'upload', form(
    [{ name: 'municipalityId', type: 'text' }, { name: 'fileKind', options: kinds }, { name: 'file', type: 'file' }], 'upload',
    async ({ municipalityId, fileKind, file }, tell) => {
      if (!file) throw new Problem(text('file'));
      tell(text('hashing'));
      const input = { municipalityId, kind: fileKind, filename: file.name, contentType: typeOf(file), size: file.size, sha256: await digest(file) };
      const data = await ask(ticket, { input }, headers());
      const { file: { id }, url } = data.createUploadTicket.ticket;
      await sendAll(new URL(url, location.href).pathname, file, headers(), (sent) => tell(`${text('uploading')} ${Math.round(100 * sent / file.size)} %`));
      tell(`${text('uploaded')} ${id}`);
    }));
  draw();
  return draw;
}

function typeOf(file) {
  return types[file.name.split('.').pop().toLowerCase()] ?? (file.type || 'application/octet-stream');
}

async function digest(file) {
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// sendAll sends a file by tus; after a cut it asks how far it came and goes on there.
async function sendAll(url, file, headers, onProgress) {
  const common = { 'Accept-Language': language, ...headers, 'Tus-Resumable': '1.0.0' };
  let failures = 0;
  for (let offset = await reached(url, common); offset < file.size;) {
    onProgress(offset);
    try {
      offset = await sendPart(url, file, offset, common);
      failures = 0;
    } catch (failure) {
      if (failure instanceof Problem || ++failures === attempts) throw failure;
      await new Promise((done) => setTimeout(done, 500 * 2 ** failures));
      offset = await reached(url, common).catch(() => offset);
    }
  }
  onProgress(file.size);
}

async function reached(url, headers) {
  const response = await fetch(url, { method: 'HEAD', headers });
  if (!response.ok) throw new Problem(`${response.status} ${response.statusText}`);
  return Number(response.headers.get('Upload-Offset'));
}

async function sendPart(url, file, offset, headers) {
  const response = await fetch(url, {
    method: 'PATCH',
    headers: { ...headers, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
    body: file.slice(offset, offset + chunk),
  });
  if (!response.ok) throw new Problem((await response.text()).trim() || `${response.status} ${response.statusText}`);
  return Number(response.headers.get('Upload-Offset'));
}
