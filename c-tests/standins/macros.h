/* No types, but macros of their names, as small compatibility headers have them; ours come on top. */
#ifndef MACROS_H
#define MACROS_H
#define BOOL unsigned
#define TRUE 1u
#define FALSE 0u
#define GetLastError() my_last_error()
#define SetLastError(code) my_set_last_error(code)
#define HRESULT_CODE(hr) ((hr) & 0xFFFF)
#define ZeroMemory(place, size) __builtin_memset(place, 0, size)
#endif
