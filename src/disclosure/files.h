/*
 * files -- where attachments stand below the state directory, for the files of this room.
 *
 *     files/incoming/ID    as uploaded, nobody sees it
 *     files/work/NAME      while the keeper makes it safe
 *     files/AA/REST        safe, by the sha256 of its content (attachment_stored_path)
 */
#pragma once

#include "disclosure/attachment.h"
#include "disclosure/attachment.sql.h"

Text files_incoming(Arena *arena, Text name); /* T("") gives the directory */
Text files_work(Arena *arena, Text name);
Text files_safe_dir(Arena *arena, Text sha256);

/* Logs errno with what was tried; FAULT. */
Status files_fault(const char *what, Text path);
/* fsync of a file or directory. */
MUST_CHECK Status files_sync(Arena *arena, Text path);

Attachment attachment_from_stored(const StoredAttachment *row);
