/*
 * part_head -- what stands before the content of a part of multipart/form-data, and parameters of
 * header values in general.
 */
#pragma once

#include "base/text.h"

typedef struct PartHead {
    Text name;
    Text filename; /* without a path; empty when no file was chosen */
    Text type;
    bool has_filename;
} PartHead;

/* The lines before the empty line.  False without a clean name, or for anything that is not a
 * header. Copies into arena. */
bool part_head_parse(Arena *arena, Text head, PartHead *out);

/* The value of a parameter in "form-data; name="a"; filename=b", its quotes taken off, escapes not
 * resolved; absent when it is not there. */
Text head_parameter(Text value, Text name);
