/* Drop-in wincon.h: the console. */
#ifndef COPYFILE2_WIN32_WINCON_H
#define COPYFILE2_WIN32_WINCON_H
#include "consoleapi.h"
#include "consoleapi2.h"
#endif
