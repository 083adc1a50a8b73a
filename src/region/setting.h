/*
 * setting -- what an installation has decided for itself, kept in its database: top_region,
 * clock_day … (Where it listens and which database it uses stand in the configuration file,
 * base/config.h.)
 */
#pragma once

#include "base/ctx.h"

/* NOT_FOUND when it was never set. */
MUST_CHECK Status setting_text(Ctx *ctx, Text name, Text *out);
/* For the command line and the demonstration; pages with settings ask permission themselves. */
MUST_CHECK Status setting_set(Ctx *ctx, Text name, Text value);
