/* comdef.h, spelt in another way. */
#include "comdef.h"
