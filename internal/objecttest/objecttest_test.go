package objecttest_test

import (
	"os"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/objecttest"
)

func TestMain(m *testing.M) { os.Exit(objecttest.Main(m)) }

func TestBucketsAreFreshAndRemoved(t *testing.T) {
	t.Parallel()
	var used objecttest.Store
	t.Run("use", func(t *testing.T) {
		used = objecttest.Bucket(t)
		client := objecttest.Client(t, used)
		_, err := client.PutObject(t.Context(), used.Bucket, "a/b", strings.NewReader("text"), 4, minio.PutObjectOptions{})
		require.NoError(t, err)
		require.NotEqual(t, used.Bucket, objecttest.Bucket(t).Bucket)
	})
	exists, err := objecttest.Client(t, used).BucketExists(t.Context(), used.Bucket)
	require.NoError(t, err)
	require.False(t, exists)
}
