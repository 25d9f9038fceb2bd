/* bitsmsg.h, spelt in another way. */
#include "bitsmsg.h"
