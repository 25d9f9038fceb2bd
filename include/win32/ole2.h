/* Drop-in ole2.h: COM: objects, texts, variants, streams. */
#ifndef COPYFILE2_WIN32_OLE2_H
#define COPYFILE2_WIN32_OLE2_H
#include "objbase.h"
#include "oleauto.h"
#include "objidl.h"
#endif
