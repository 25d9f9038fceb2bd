/* oleauto.h, spelt in another way. */
#include "oleauto.h"
