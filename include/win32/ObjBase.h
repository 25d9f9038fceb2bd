/* objbase.h, spelt in another way. */
#include "objbase.h"
