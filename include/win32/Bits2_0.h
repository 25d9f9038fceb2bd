/* bits2_0.h, spelt in another way. */
#include "bits2_0.h"
