/* bits10_3.h, spelt in another way. */
#include "bits10_3.h"
