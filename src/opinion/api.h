/*
 * api -- opinions for programs: the board, one, asking, rating; the work of an office.
 */
#pragma once

#include "web/web.h"

extern const RouteTable opinion_api_routes;       /* api.c */
extern const RouteTable opinion_write_api_routes; /* api_write.c */
extern const RouteTable opinion_marks_api_routes; /* api_marks.c */
extern const RouteTable opinion_photo_api_routes; /* api_photo.c */
