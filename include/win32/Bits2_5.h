/* bits2_5.h, spelt in another way. */
#include "bits2_5.h"
