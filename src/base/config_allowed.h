/*
 * config_allowed -- what texts the settings take: a function for each kind, named in settings.tbl.
 */
#pragma once

#include "base/text.h"

bool is_path(Text value);
bool is_database(Text value);
bool is_listen(Text value);
bool is_public_url(Text value);
bool is_gateway(Text value);
bool is_mail_gateway(Text value);
bool is_mail_from(Text value);
bool is_secret(Text value);
bool is_log_level(Text value);
