/* bitscfg.h, spelt in another way. */
#include "bitscfg.h"
