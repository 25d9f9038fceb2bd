/* winnt.h, spelt in another way. */
#include "winnt.h"
