/* Drop-in specstrings.h: annotations. */
#ifndef COPYFILE2_WIN32_SPECSTRINGS_H
#define COPYFILE2_WIN32_SPECSTRINGS_H
#include "sal.h"
#endif
