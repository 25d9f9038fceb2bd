/* bits.h, spelt in another way. */
#include "bits.h"
