/*
 * copyfile2/format.h: Microsoft's printf. In its wide functions %s and %c mean wide text and %S and %C narrow text, %I64d is a
 * number of 64 bits, and `l` one of 32; the C library here means something else by each (K-S2). Output is UTF-8.
 *
 * Wholly inline, by hand. printf, fprintf, sprintf and snprintf stay the C library's.
 */
#ifndef COPYFILE2_FORMAT_H
#define COPYFILE2_FORMAT_H

#include "wide.h"

#if CF2_OWN_WINDOWS_TYPES

/* Where units go: those that fit are written, all are counted. */
typedef struct cf2_sink {
    void *buffer;
    size_t room;
    size_t count;
    size_t unit; /* 1 or the size of WCHAR */
    int bad;     /* a directive that nobody has */
} cf2_sink;

static inline void cf2_put_unit(cf2_sink *sink, uint32_t unit)
{
    if (sink->count < sink->room) {
        if (sink->unit == 1) {
            ((char *)sink->buffer)[sink->count] = (char)unit;
        } else {
            ((CF2_WCHAR *)sink->buffer)[sink->count] = (CF2_WCHAR)unit;
        }
    }
    sink->count++;
}

/* U+DC80 to U+DCFF are the bytes of names that are no UTF-8. */
static inline void cf2_put_character(cf2_sink *sink, uint32_t character)
{
    if (sink->unit != 1) {
        if (sizeof(CF2_WCHAR) == 2 && character > 0xFFFF) {
            cf2_put_unit(sink, 0xD7C0U + (character >> 10));
            character = 0xDC00U | (character & 0x3FFU);
        }
        cf2_put_unit(sink, character);
    } else if (character < 0x80) {
        cf2_put_unit(sink, character);
    } else if (character >= 0xDC80 && character <= 0xDCFF) {
        cf2_put_unit(sink, character - 0xDC00U);
    } else {
        const int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
        int left;
        cf2_put_unit(sink, (0xFF00U >> (more + 1) & 0xFFU) | character >> (6 * more));
        for (left = more - 1; left >= 0; left--) {
            cf2_put_unit(sink, 0x80U | (character >> (6 * left) & 0x3FU));
        }
    }
}

/* Text of either width into a sink of either width, `length` units of its own. */
static inline void cf2_put_text(cf2_sink *sink, const void *text, size_t unit, size_t length)
{
    size_t at = 0, units;
    if (unit == sink->unit) {
        for (; at < length; at++) {
            cf2_put_unit(sink, unit == 1 ? ((const unsigned char *)text)[at] : (uint32_t)((const CF2_WCHAR *)text)[at]);
        }
    } else if (unit == 1) {
        while (at < length) {
            cf2_put_character(sink, cf2_next_of_bytes((const unsigned char *)text, length, &at));
        }
    } else {
        for (; at < length; at += units) {
            cf2_put_character(sink, cf2_wide_character((const CF2_WCHAR *)text + at, length - at, &units));
        }
    }
}

static inline void cf2_put_padding(cf2_sink *sink, int count, uint32_t unit)
{
    while (count-- > 0) {
        cf2_put_unit(sink, unit);
    }
}

/* A directive after the percent sign. */
typedef struct cf2_directive {
    char flags[8];
    int width;     /* -1: none */
    int precision; /* -1: none */
    char size;     /* 0, 'H' (hh), 'h', 'l', 'q' (64 bits), 'p' (size of a pointer), 'L', 'w' */
    char kind;
} cf2_directive;

/* A string, or one character, in a field. */
static inline void cf2_put_field(cf2_sink *sink, const cf2_directive *directive, const void *text, size_t unit, size_t length)
{
    cf2_sink counter = { NULL, 0, 0, 0, 0 };
    const int left = strchr(directive->flags, '-') != NULL;
    int padding;
    counter.unit = sink->unit;
    cf2_put_text(&counter, text, unit, length);
    padding = directive->width - (int)counter.count;
    cf2_put_padding(sink, left ? 0 : padding, strchr(directive->flags, '0') != NULL ? '0' : ' ');
    cf2_put_text(sink, text, unit, length);
    cf2_put_padding(sink, left ? padding : 0, ' ');
}

static inline size_t cf2_text_length(const void *text, size_t unit, int precision)
{
    const size_t most = precision < 0 ? (size_t)-1 : (size_t)precision;
    size_t length = 0;
    if (unit != 1) {
        return cf2_wcsnlen((const CF2_WCHAR *)text, most);
    }
    while (length < most && ((const char *)text)[length] != 0) {
        length++;
    }
    return length;
}

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#endif

/* A number by the C library's snprintf, which knows every flag. */
static inline void cf2_put_number(cf2_sink *sink, const cf2_directive *directive, const char *size, long long integer,
                                  double real)
{
    const int is_real = strchr("fFeEgGaA", directive->kind) != NULL;
    const size_t room = 400 + (size_t)(directive->width > 0 ? directive->width : 0) +
                        (size_t)(directive->precision > 0 ? directive->precision : 0);
    char format[32], usual[512], *text = room <= sizeof(usual) ? usual : (char *)malloc(room);
    int length;
    if (text == NULL) {
        sink->bad = 1;
        return;
    }
    snprintf(format, sizeof(format), "%%%s%s%s%s%c", directive->flags, directive->width >= 0 ? "*" : "",
             directive->precision >= 0 ? ".*" : "", size, directive->kind);
    if (directive->width >= 0 && directive->precision >= 0) {
        length = is_real ? snprintf(text, room, format, directive->width, directive->precision, real)
                         : snprintf(text, room, format, directive->width, directive->precision, integer);
    } else if (directive->width >= 0 || directive->precision >= 0) {
        const int one = directive->width >= 0 ? directive->width : directive->precision;
        length = is_real ? snprintf(text, room, format, one, real) : snprintf(text, room, format, one, integer);
    } else {
        length = is_real ? snprintf(text, room, format, real) : snprintf(text, room, format, integer);
    }
    cf2_put_text(sink, text, 1, length < 0 ? 0 : (size_t)length);
    if (text != usual) {
        free(text);
    }
}

#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

static inline uint32_t cf2_format_unit(const void *format, size_t unit, size_t at)
{
    return unit == 1 ? ((const unsigned char *)format)[at] : (uint32_t)((const CF2_WCHAR *)format)[at];
}

/* Formats; the units that fit, and a count of all. `only_text` leaves out floating point, as wsprintf does. */
static inline void cf2_format(cf2_sink *sink, const void *format, size_t unit, int only_text, va_list arguments)
{
    size_t at = 0;
    uint32_t letter;
    while ((letter = cf2_format_unit(format, unit, at)) != 0) {
        cf2_directive directive = { "", -1, -1, 0, 0 };
        size_t flags = 0;
        long long number = 0;
        at++;
        if (letter != '%') {
            cf2_put_unit(sink, letter);
            continue;
        }
        for (; (letter = cf2_format_unit(format, unit, at)) != 0 && letter < 0x80 && strchr("-+ #0'", (int)letter) != NULL; at++) {
            if (flags < sizeof(directive.flags) - 1 && letter != '\'') {
                directive.flags[flags++] = (char)letter;
            }
        }
        if (letter == '*') {
            directive.width = va_arg(arguments, int);
            if (directive.width < 0) {
                directive.flags[flags < 6 ? flags++ : flags - 1] = '-';
                directive.width = directive.width == -0x7FFFFFFF - 1 ? 0 : -directive.width;
            }
            at++;
        } else {
            for (; letter >= '0' && letter <= '9'; letter = cf2_format_unit(format, unit, ++at)) {
                directive.width = (directive.width < 0 ? 0 : directive.width > 100000 ? 100000 : directive.width) * 10 + (int)(letter - '0');
            }
        }
        if (cf2_format_unit(format, unit, at) == '.') {
            at++;
            directive.precision = 0;
            if (cf2_format_unit(format, unit, at) == '*') {
                directive.precision = va_arg(arguments, int);
                at++;
            }
            for (; (letter = cf2_format_unit(format, unit, at)) >= '0' && letter <= '9'; at++) {
                directive.precision = (directive.precision > 100000 ? 100000 : directive.precision) * 10 + (int)(letter - '0');
            }
        }
        letter = cf2_format_unit(format, unit, at);
        if (letter == 'h' || letter == 'l') {
            const int twice = cf2_format_unit(format, unit, at + 1) == letter;
            directive.size = letter == 'h' ? (twice ? 'H' : 'h') : (twice ? 'q' : 'l');
            at += twice ? 2 : 1;
        } else if (letter == 'I') {
            const uint32_t one = cf2_format_unit(format, unit, at + 1), two = one == 0 ? 0 : cf2_format_unit(format, unit, at + 2);
            directive.size = one == '6' && two == '4' ? 'q' : one == '3' && two == '2' ? 'l' : 'p';
            at += directive.size == 'p' ? 1 : 3;
        } else if (letter == 'z' || letter == 't' || letter == 'j' || letter == 'L' || letter == 'w') {
            directive.size = letter == 'j' ? 'q' : letter == 'L' || letter == 'w' ? (char)letter : 'p';
            at++;
        }
        letter = cf2_format_unit(format, unit, at);
        if (letter == 0) {
            sink->bad = 1;
            break;
        }
        at++;
        directive.kind = letter < 0x80 ? (char)letter : 0;
        switch (directive.kind) {
        case 'd':
        case 'i':
            number = directive.size == 'q' || (directive.size == 'p' && sizeof(void *) == 8) ? va_arg(arguments, long long)
                                                                                             : va_arg(arguments, int);
            number = directive.size == 'h' ? (short)number : directive.size == 'H' ? (signed char)number : number;
            cf2_put_number(sink, &directive, "ll", number, 0);
            break;
        case 'u':
        case 'x':
        case 'X':
        case 'o':
            number = directive.size == 'q' || (directive.size == 'p' && sizeof(void *) == 8)
                         ? va_arg(arguments, long long)
                         : (long long)va_arg(arguments, unsigned int);
            number = directive.size == 'h' ? (unsigned short)number : directive.size == 'H' ? (unsigned char)number : number;
            cf2_put_number(sink, &directive, "ll", number, 0);
            break;
        case 'p':
            number = (long long)(uintptr_t)va_arg(arguments, void *);
            directive.kind = 'X';
            directive.precision = (int)sizeof(void *) * 2;
            cf2_put_number(sink, &directive, "ll", number, 0);
            break;
        case 'c':
        case 'C': {
            /* The function's own width, unless the letter or the size says otherwise. */
            const int own = directive.kind == 'c';
            const size_t width = directive.size == 'l' || directive.size == 'w' ? sizeof(CF2_WCHAR)
                                 : directive.size == 'h'                        ? 1
                                 : (own ? unit : unit == 1 ? sizeof(CF2_WCHAR) : 1);
            const int given = va_arg(arguments, int);
            const CF2_WCHAR wide = (CF2_WCHAR)given;
            const char narrow = (char)given;
            cf2_put_field(sink, &directive, width == 1 ? (const void *)&narrow : (const void *)&wide, width, 1);
            break;
        }
        case 's':
        case 'S': {
            static const CF2_WCHAR nothing[] = { '(', 'n', 'u', 'l', 'l', ')', 0 };
            const int own = directive.kind == 's';
            size_t width = directive.size == 'l' || directive.size == 'w' ? sizeof(CF2_WCHAR)
                           : directive.size == 'h'                        ? 1
                           : (own ? unit : unit == 1 ? sizeof(CF2_WCHAR) : 1);
            const void *text = va_arg(arguments, const void *);
            if (text == NULL) {
                text = nothing;
                width = sizeof(CF2_WCHAR);
            }
            cf2_put_field(sink, &directive, text, width, cf2_text_length(text, width, directive.precision));
            break;
        }
        case 'f':
        case 'F':
        case 'e':
        case 'E':
        case 'g':
        case 'G':
        case 'a':
        case 'A':
            if (only_text) {
                cf2_put_unit(sink, letter);
            } else if (directive.size == 'L') {
                cf2_put_number(sink, &directive, "", 0, (double)va_arg(arguments, long double));
            } else {
                cf2_put_number(sink, &directive, "", 0, va_arg(arguments, double));
            }
            break;
        case 'n':
            sink->bad = 1; /* writes through a pointer: refused, as on Windows */
            return;
        default:
            cf2_put_unit(sink, letter);
            break;
        }
    }
}

/* As snprintf, for both widths: a NUL whenever there is room for one, and the count of all units. -1 for a bad format. */
static inline int cf2_vprint(void *buffer, size_t room, size_t unit, const void *format, int only_text, va_list arguments)
{
    cf2_sink sink = { NULL, 0, 0, 0, 0 };
    sink.buffer = buffer;
    sink.room = room == 0 ? 0 : room - 1;
    sink.unit = unit;
    cf2_format(&sink, format, unit, only_text, arguments);
    if (room > 0) {
        const size_t end = sink.count < room ? sink.count : room - 1;
        if (unit == 1) {
            ((char *)buffer)[end] = 0;
        } else {
            ((CF2_WCHAR *)buffer)[end] = 0;
        }
    }
    return sink.bad || sink.count > 0x7FFFFFFF ? -1 : (int)sink.count;
}

/* To a stream, in UTF-8: the count of the units that the program formatted, or -1. */
static inline int cf2_vfprint(FILE *stream, size_t unit, const void *format, va_list arguments)
{
    cf2_sink sink = { NULL, 0, 0, 0, 0 }, bytes = { NULL, 0, 0, 1, 0 };
    va_list again;
    int count = -1;
    sink.unit = unit;
    va_copy(again, arguments);
    cf2_format(&sink, format, unit, 0, again);
    va_end(again);
    sink.room = sink.count;
    sink.buffer = malloc(sink.count * unit + unit);
    bytes.room = sink.count * 4;
    bytes.buffer = malloc(bytes.room + 1);
    if (sink.buffer != NULL && bytes.buffer != NULL && !sink.bad) {
        sink.count = 0;
        cf2_format(&sink, format, unit, 0, arguments);
        cf2_put_text(&bytes, sink.buffer, unit, sink.count < sink.room ? sink.count : sink.room);
        if (fwrite(bytes.buffer, 1, bytes.count, stream) == bytes.count) {
            count = (int)sink.count;
        }
    }
    free(sink.buffer);
    free(bytes.buffer);
    return count;
}

/* ---- The wide family, which takes the C library's names ---- */

static inline int cf2_vfwprintf(FILE *stream, const CF2_WCHAR *format, va_list arguments)
{
    return cf2_vfprint(stream, sizeof(CF2_WCHAR), format, arguments);
}

static inline int cf2_vwprintf(const CF2_WCHAR *format, va_list arguments)
{
    return cf2_vfwprintf(stdout, format, arguments);
}

static inline int cf2_fwprintf(FILE *stream, const CF2_WCHAR *format, ...)
{
    va_list arguments;
    int count;
    va_start(arguments, format);
    count = cf2_vfwprintf(stream, format, arguments);
    va_end(arguments);
    return count;
}

static inline int cf2_wprintf(const CF2_WCHAR *format, ...)
{
    va_list arguments;
    int count;
    va_start(arguments, format);
    count = cf2_vfwprintf(stdout, format, arguments);
    va_end(arguments);
    return count;
}

/* The count, or -1 if it does not fit; what fits is there, with a NUL. */
static inline int cf2_vswprintf(CF2_WCHAR *buffer, size_t count, const CF2_WCHAR *format, va_list arguments)
{
    const int written = cf2_vprint(buffer, count, sizeof(CF2_WCHAR), format, 0, arguments);
    return written < 0 || (size_t)written >= count ? -1 : written;
}

static inline int cf2_swprintf(CF2_WCHAR *buffer, size_t count, const CF2_WCHAR *format, ...)
{
    va_list arguments;
    int written;
    va_start(arguments, format);
    written = cf2_vswprintf(buffer, count, format, arguments);
    va_end(arguments);
    return written;
}

static inline int cf2_fputwc(CF2_WCHAR unit, FILE *stream)
{
    cf2_sink bytes = { NULL, 4, 0, 1, 0 };
    char room[4];
    bytes.buffer = room;
    cf2_put_character(&bytes, (uint32_t)unit);
    return fwrite(room, 1, bytes.count, stream) == bytes.count ? (int)unit : -1;
}

static inline int cf2_putwchar(CF2_WCHAR unit)
{
    return cf2_fputwc(unit, stdout);
}

static inline int cf2_fputws(const CF2_WCHAR *text, FILE *stream)
{
    const size_t length = cf2_wcslen(text);
    size_t at, units;
    for (at = 0; at < length; at += units) {
        cf2_sink bytes = { NULL, 4, 0, 1, 0 };
        char room[4];
        bytes.buffer = room;
        cf2_put_character(&bytes, cf2_wide_character(text + at, length - at, &units));
        if (fwrite(room, 1, bytes.count, stream) != bytes.count) {
            return -1;
        }
    }
    return 0;
}

static inline int _putws(const CF2_WCHAR *str)
{
    return cf2_fputws(str, stdout) < 0 || putchar('\n') == EOF ? -1 : 0;
}

/* A line of UTF-8, the line end included. A character that does not fit waits for the next call. */
static inline CF2_WCHAR *cf2_fgetws(CF2_WCHAR *text, int count, FILE *stream)
{
    cf2_sink sink = { NULL, 0, 0, sizeof(CF2_WCHAR), 0 };
    int next = 0;
    sink.buffer = text;
    sink.room = count > 0 ? (size_t)count - 1 : 0;
    while (sink.count + (sizeof(CF2_WCHAR) == 2 ? 1 : 0) < sink.room && next != '\n' && (next = getc(stream)) != EOF) {
        unsigned char bytes[4];
        size_t length = 0, at = 0;
        const size_t more = next < 0xC2 || next > 0xF4 ? 0 : next < 0xE0 ? 1 : next < 0xF0 ? 2 : 3;
        bytes[length++] = (unsigned char)next;
        while (length <= more) {
            const int byte = getc(stream);
            if (byte == EOF || (byte & 0xC0) != 0x80) {
                ungetc(byte, stream);
                break;
            }
            bytes[length++] = (unsigned char)byte;
        }
        while (at < length) {
            cf2_put_character(&sink, cf2_next_of_bytes(bytes, length, &at));
        }
    }
    if (count > 0) {
        text[sink.count < sink.room ? sink.count : sink.room] = 0;
    }
    return sink.count == 0 ? NULL : text;
}

#if defined(__SIZEOF_WCHAR_T__) && (__SIZEOF_WCHAR_T__ == 2 || defined(COPYFILE2_WCHAR32))
#ifndef COPYFILE2_LIBC_WPRINTF /* leaves the names to the C library, whose %s is narrow text */
#undef vfwprintf
#undef vwprintf
#undef fwprintf
#undef wprintf
#undef vswprintf
#undef swprintf
#undef fputwc
#undef putwc
#undef putwchar
#undef fputws
#undef fgetws
#define vfwprintf cf2_vfwprintf
#define vwprintf cf2_vwprintf
#define fwprintf cf2_fwprintf
#define wprintf cf2_wprintf
#define vswprintf cf2_vswprintf
#define swprintf cf2_swprintf
#define fputwc cf2_fputwc
#define putwc cf2_fputwc
#define putwchar cf2_putwchar
#define fputws cf2_fputws
#define fgetws cf2_fgetws
#ifdef __cplusplus
namespace std {
using ::cf2_fgetws;
using ::cf2_fputwc;
using ::cf2_fputws;
using ::cf2_fwprintf;
using ::cf2_putwchar;
using ::cf2_swprintf;
using ::cf2_vfwprintf;
using ::cf2_vswprintf;
using ::cf2_vwprintf;
using ::cf2_wprintf;
}
#endif
#endif
#endif
#endif /* CF2_OWN_WINDOWS_TYPES */
#endif /* COPYFILE2_FORMAT_H */
