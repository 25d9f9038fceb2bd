/* Drop-in atlconv.h: texts of the other width for the length of an expression or a function (K-O7). Bytes are UTF-8. C++ only. */
#ifndef COPYFILE2_WIN32_ATLCONV_H
#define COPYFILE2_WIN32_ATLCONV_H
#include "windows.h"

#if defined(__cplusplus) && CF2_OWN_WINDOWS_TYPES
namespace ATL {
class CA2W {
public:
    LPWSTR m_psz;

    CA2W(LPCSTR text, UINT = CP_UTF8) : m_psz(NULL)
    {
        if (text != NULL) {
            const int units = ::MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
            m_psz = static_cast<LPWSTR>(malloc(static_cast<size_t>(units) * sizeof(WCHAR)));
            if (m_psz == NULL) {
                abort();
            }
            ::MultiByteToWideChar(CP_UTF8, 0, text, -1, m_psz, units);
        }
    }
    ~CA2W() { free(m_psz); }
    operator LPWSTR() const { return m_psz; }

private:
    CA2W(const CA2W &);
    CA2W &operator=(const CA2W &);
};

class CW2A {
public:
    LPSTR m_psz;

    CW2A(LPCWSTR text, UINT = CP_UTF8) : m_psz(NULL)
    {
        if (text != NULL) {
            const int bytes = ::WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
            m_psz = static_cast<LPSTR>(malloc(static_cast<size_t>(bytes)));
            if (m_psz == NULL) {
                abort();
            }
            ::WideCharToMultiByte(CP_UTF8, 0, text, -1, m_psz, bytes, NULL, NULL);
        }
    }
    ~CW2A() { free(m_psz); }
    operator LPSTR() const { return m_psz; }

private:
    CW2A(const CW2A &);
    CW2A &operator=(const CW2A &);
};

/* What the old macros make lives until the function ends. */
class CF2Conversions {
    struct Block {
        Block *next;
        void *text;
    } *first;

public:
    CF2Conversions() : first(NULL) {}
    ~CF2Conversions()
    {
        while (first != NULL) {
            Block *next = first->next;
            free(first->text);
            delete first;
            first = next;
        }
    }
    LPWSTR Wide(LPCSTR text)
    {
        CA2W made(text);
        return static_cast<LPWSTR>(Keep(made.m_psz));
    }
    LPSTR Narrow(LPCWSTR text)
    {
        CW2A made(text);
        return static_cast<LPSTR>(Keep(made.m_psz));
    }

private:
    template <class T> void *Keep(T *&text)
    {
        Block *block = new Block;
        block->next = first;
        block->text = text;
        first = block;
        text = NULL;
        return block->text;
    }
};

typedef CA2W CA2CW;
typedef CW2A CW2CA;
#if defined(UNICODE)
typedef CA2W CA2T, CA2CT;
typedef CW2A CT2A, CT2CA;
#else
typedef CW2A CW2T, CW2CT;
typedef CA2W CT2W, CT2CW;
#endif
}
#define USES_CONVERSION ATL::CF2Conversions cf2_conversions
#define A2W(text) cf2_conversions.Wide(text)
#define A2CW(text) ((LPCWSTR)cf2_conversions.Wide(text))
#define W2A(text) cf2_conversions.Narrow(text)
#define W2CA(text) ((LPCSTR)cf2_conversions.Narrow(text))
#if defined(UNICODE)
#define T2W(text) (text)
#define W2T(text) (text)
#define T2CW(text) (text)
#define W2CT(text) (text)
#define T2A(text) W2A(text)
#define A2T(text) A2W(text)
#define T2CA(text) W2CA(text)
#define A2CT(text) A2CW(text)
#else
#define T2W(text) A2W(text)
#define W2T(text) W2A(text)
#define T2CW(text) A2CW(text)
#define W2CT(text) W2CA(text)
#define T2A(text) (text)
#define A2T(text) (text)
#define T2CA(text) (text)
#define A2CT(text) (text)
#endif
#ifndef _ATL_NO_AUTOMATIC_NAMESPACE
using namespace ATL;
#endif
#endif
#endif
