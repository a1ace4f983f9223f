#include <zlib.h>

// `inflateInit2` and `deflateInit2` are macros that Swift cannot see: they pass the version of the
// header and the size of the struct along.
static inline int czlib_start_inflating(z_streamp stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}

static inline int czlib_start_deflating(z_streamp stream, int level, int windowBits) {
  return deflateInit2(stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
}
