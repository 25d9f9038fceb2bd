/* Drop-in namespaceapi.h: nothing of it beyond windows.h is offered; it is here for sources that name it. */
#ifndef COPYFILE2_WIN32_NAMESPACEAPI_H
#define COPYFILE2_WIN32_NAMESPACEAPI_H
#include "cf2_information.h"
#endif
