#include "disclosure/changes.h"

#include "base/tr.h"
#include "disclosure/diff.h"

enum { FIELDS = 4 };

/* ---- texts ---- */

static DiffPart
whole(Text text, bool changed)
{
    return (DiffPart){
        .head = changed ? T("") : text,
        .middle = changed ? text : T(""),
        .tail = T(""),
        .changed = changed,
    };
}

static DiffPart
middle_of(Text text, DiffCommon common)
{
    return (DiffPart){
        .head = text_slice(text, 0, common.head),
        .middle = text_slice(text, common.head, text.len - common.head - common.tail),
        .tail = text_slice(text, text.len - common.tail, common.tail),
        .changed = true,
    };
}

static void
add_part(DiffParts *parts, DiffPart part)
{
    parts->at[parts->len++] = part;
}

static void
compare_text(Ctx *ctx, Text name, Text before, Text after, ChangesView *out)
{
    Texts old = diff_cut_lines(ctx->arena, before);
    Texts new = diff_cut_lines(ctx->arena, after);
    DiffSteps steps = diff_lines(ctx->arena, old, new);
    DiffField *field = &out->fields.at[out->fields.len];

    if (!steps.changed)
        return;
    out->fields.len++;
    field->name = name;
    field->before.at = NEW_ARRAY(ctx->arena, DiffPart, steps.len);
    field->after.at = NEW_ARRAY(ctx->arena, DiffPart, steps.len);
    for (size_t i = 0; i < steps.len; i++) {
        const DiffStep *step = &steps.at[i];
        DiffCommon common;

        switch (step->kind) {
        case DIFF_SAME:
            add_part(&field->before, whole(old.at[step->before], false));
            add_part(&field->after, whole(new.at[step->after], false));
            break;
        case DIFF_GONE:
            add_part(&field->before, whole(old.at[step->before], true));
            break;
        case DIFF_ADDED:
            add_part(&field->after, whole(new.at[step->after], true));
            break;
        case DIFF_CHANGED:
            common = diff_common(old.at[step->before], new.at[step->after]);
            add_part(&field->before, middle_of(old.at[step->before], common));
            add_part(&field->after, middle_of(new.at[step->after], common));
            break;
        }
    }
}

/* ---- tables ---- */

static void
show_row(Ctx *ctx, const Table *before, const Table *after, const DiffStep *step, DiffRow *out)
{
    size_t width = after->columns.len;
    const Text *old = step->kind == DIFF_ADDED ? NULL : &before->cells[step->before * width];
    const Text *new = step->kind == DIFF_GONE ? NULL : &after->cells[step->after * width];

    *out = (DiffRow){
        .css = new == NULL   ? "row-gone"
               : old == NULL ? "row-added"
                             : "",
        .sign = new == NULL   ? TR(ctx->lang, "去掉了")
                : old == NULL ? TR(ctx->lang, "新增")
                              : TR(ctx->lang, "改动"),
        .number = text_printf(ctx->arena, "%zu", (new == NULL ? step->before : step->after) + 1),
    };
    out->cells.at = NEW_ARRAY(ctx->arena, DiffCell, width);
    out->cells.len = width;
    for (size_t i = 0; i < width; i++) {
        bool changed = old != NULL && new != NULL && !text_eq(old[i], new[i]);

        out->cells.at[i] = (DiffCell){
            .before = changed ? old[i] : T(""),
            .after = new != NULL ? new[i] : old[i],
            .changed = changed,
            .label = column_name(&after->columns.at[i], ctx->lang),
            .css = changed                                  ? "cell-changed"
                   : after->columns.at[i].kind == KIND_DATE ? "num"
                                                            : "",
        };
    }
}

static void
compare_tables(Ctx *ctx, const Table *published, const Table *after, ChangesView *out)
{
    Table before = diff_align(ctx->arena, published, after->columns, &out->other_columns);
    DiffSteps steps = diff_rows(ctx->arena, &before, after);

    if (!steps.changed && !out->other_columns)
        return;
    out->table = true;
    out->heads.at = NEW_ARRAY(ctx->arena, DiffHead, after->columns.len);
    out->heads.len = after->columns.len;
    for (size_t i = 0; i < after->columns.len; i++)
        out->heads.at[i] = (DiffHead){column_name(&after->columns.at[i], ctx->lang)};
    out->rows.at = NEW_ARRAY(ctx->arena, DiffRow, CHANGES_ROWS_SHOWN);
    for (size_t i = 0; i < steps.len; i++) {
        const DiffStep *step = &steps.at[i];

        if (step->kind == DIFF_SAME)
            continue;
        out->added += step->kind == DIFF_ADDED;
        out->gone += step->kind == DIFF_GONE;
        out->changed += step->kind == DIFF_CHANGED;
        if (out->rows.len == CHANGES_ROWS_SHOWN)
            out->cut = true;
        else
            show_row(ctx, &before, after, step, &out->rows.at[out->rows.len++]);
    }
}

void
changes_between(Ctx *ctx, const Revision *before, const Revision *after, ChangesView *out)
{
    *out = (ChangesView){
        .before_words =
            TR_FORMAT(ctx->arena, ctx->lang, "上一版（{day}）",
                      {"day", before->published_at.set
                                  ? day_format(ctx->arena, day_of(before->published_at.value))
                                  : T("")}),
        .after_words = TR(ctx->lang, "这一版"),
    };
    out->fields.at = NEW_ARRAY(ctx->arena, DiffField, FIELDS);
    compare_text(ctx, TR(ctx->lang, "标题"), before->title, after->title, out);
    compare_text(ctx, TR(ctx->lang, "一句话说明"), before->summary, after->summary, out);
    compare_text(ctx, TR(ctx->lang, "详细说明"), before->body, after->body, out);
    if (after->kind == DISCLOSURE_EXCEPTION)
        compare_text(ctx, TR(ctx->lang, "不公开的依据"), before->reason, after->reason, out);
    compare_tables(ctx, &before->table, &after->table, out);
}
