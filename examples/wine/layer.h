/* What the files of the layer share. Wine's headers come first: copyfile2.h then uses their types. */
#ifndef LAYER_H
#define LAYER_H

#include <windows.h>
#include <objbase.h>

#include <copyfile2.h>
#include <copyfile2/ms_abi.h>

/* Guests call with this convention. */
#define GUEST __attribute__((ms_abi))

GUEST HRESULT layer_DllGetClassObject(const void *clsid, const void *iid, void **object);

/* The hooks (hooks.c). */
void layer_set_hooks(void);

#endif
