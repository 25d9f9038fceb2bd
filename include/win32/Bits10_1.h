/* bits10_1.h, spelt in another way. */
#include "bits10_1.h"
