/* process.h, spelt in another way. */
#include "process.h"
