/*
 * Fuzzes the reading of tables: .xlsx (zip, XML) and CSV in every encoding, as an upload arrives.
 */
#include <stddef.h>
#include <stdint.h>

#include "sheet/sheet.h"

enum { ARENA_BYTES_MAX = 512 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    Arena *arena = arena_new(ARENA_BYTES_MAX);
    Ctx ctx = {.arena = arena};
    Text wanted[] = {T("金额"), T("日期")};
    Sheet sheet;
    SheetHeader header;

    if (sheet_read_bytes(&ctx, (Text){(const char *)bytes, len}, &sheet) == OK)
        (void)!sheet_header(&ctx, &sheet, (Texts){wanted, 2}, &header);
    arena_free(arena);
    return 0;
}
