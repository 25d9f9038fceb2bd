/* shellapi.h, spelt in another way. */
#include "shellapi.h"
