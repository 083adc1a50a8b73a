/*
 * draw_pictures -- draws data/demo/pictures/: invented vouchers, notices and views of villages,
 * each marked 演示.  Not part of the build; the pictures are committed, because drawing needs a
 * Chinese font.
 *
 *     gcc -o /tmp/draw tools/draw_pictures.c $(pkg-config --cflags --libs pangocairo vips) -lm
 *     /tmp/draw data/demo/pictures
 */
#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>
#include <vips/vips.h>

enum { VOUCHER_W = 760, VOUCHER_H = 500, VIEW_W = 720, VIEW_H = 405, THUMB_W = 240, QUALITY = 62 };

typedef struct Page {
    cairo_surface_t *surface;
    cairo_t *cr;
    int width, height;
} Page;

static Page
page_new(int width, int height, double r, double g, double b)
{
    Page page = {cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), NULL, width,
                 height};

    page.cr = cairo_create(page.surface);
    cairo_set_source_rgb(page.cr, r, g, b);
    cairo_paint(page.cr);
    return page;
}

static void
colour(Page *page, unsigned rgb)
{
    cairo_set_source_rgb(page->cr, (rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0);
}

static void
text(Page *page, double x, double y, double width, const char *font, const char *words)
{
    PangoLayout *layout = pango_cairo_create_layout(page->cr);
    PangoFontDescription *description = pango_font_description_from_string(font);

    pango_layout_set_font_description(layout, description);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_alignment(layout, width < 0 ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER);
    pango_layout_set_text(layout, words, -1);
    cairo_move_to(page->cr, x, y);
    pango_cairo_show_layout(page->cr, layout);
    pango_font_description_free(description);
    g_object_unref(layout);
}

static void
line(Page *page, double x1, double y1, double x2, double y2)
{
    cairo_move_to(page->cr, x1, y1);
    cairo_line_to(page->cr, x2, y2);
    cairo_stroke(page->cr);
}

static void
stamp(Page *page, double x, double y)
{
    cairo_save(page->cr);
    cairo_translate(page->cr, x, y);
    cairo_rotate(page->cr, -0.16);
    cairo_set_source_rgba(page->cr, 0.75, 0.12, 0.1, 0.75);
    cairo_set_line_width(page->cr, 4);
    cairo_new_path(page->cr);
    cairo_arc(page->cr, 0, 0, 56, 0, 2 * M_PI);
    cairo_stroke(page->cr);
    text(page, -60, -24, 120, "Noto Sans CJK SC Bold 22", "演示");
    text(page, -60, 14, 120, "Noto Sans CJK SC 9", "不是真凭证");
    cairo_restore(page->cr);
}

static void
watermark(Page *page)
{
    cairo_save(page->cr);
    cairo_translate(page->cr, page->width / 2.0, page->height / 2.0);
    cairo_rotate(page->cr, -0.35);
    cairo_set_source_rgba(page->cr, 0.5, 0.5, 0.5, 0.13);
    text(page, -360, -60, 720, "Noto Sans CJK SC Bold 72", "演 示 样 张");
    cairo_restore(page->cr);
}

static void
save(Page *page, const char *dir, const char *name, int thumb)
{
    char path[512];
    int stride = cairo_image_surface_get_stride(page->surface);
    unsigned char *from;
    unsigned char *rgb = g_malloc((size_t)page->width * page->height * 3);
    VipsImage *image;

    cairo_surface_flush(page->surface);
    from = cairo_image_surface_get_data(page->surface);
    for (int y = 0; y < page->height; y++)
        for (int x = 0; x < page->width; x++)
            for (int c = 0; c < 3; c++)
                rgb[(y * page->width + x) * 3 + c] = from[y * stride + x * 4 + 2 - c];
    image = vips_image_new_from_memory(rgb, (size_t)page->width * page->height * 3, page->width,
                                       page->height, 3, VIPS_FORMAT_UCHAR);
    image->Type = VIPS_INTERPRETATION_sRGB;
    snprintf(path, sizeof path, "%s/%s.jpg", dir, name);
    if (vips_jpegsave(image, path, "Q", QUALITY, "strip", TRUE, "optimize_coding", TRUE, NULL) != 0)
        vips_error_exit(NULL);
    if (thumb) {
        VipsImage *small;

        if (vips_thumbnail_image(image, &small, THUMB_W, NULL) != 0)
            vips_error_exit(NULL);
        snprintf(path, sizeof path, "%s/%s-thumb.jpg", dir, name);
        if (vips_jpegsave(small, path, "Q", QUALITY, "strip", TRUE, "optimize_coding", TRUE,
                          NULL) != 0)
            vips_error_exit(NULL);
        g_object_unref(small);
    }
    g_object_unref(image);
    g_free(rgb);
    cairo_destroy(page->cr);
    cairo_surface_destroy(page->surface);
}

/* ---- vouchers ---- */

typedef struct Voucher {
    const char *name, *title;
    unsigned paper, ink;
    const char *heads[5];
    const char *rows[4][5];
} Voucher;

static const Voucher vouchers[] = {
    {"voucher-1",
     "收 款 收 据",         0xf7f1dc,
     0x1c4f7c, {"摘要", "单位", "数量", "金额", "备注"},
     {{"见公开表", "项", "1", "见表", ""},
      {"", "", "", "", ""},
      {"", "", "", "", ""},
      {"合计", "", "", "见表", ""}}        },
    {"voucher-2",
     "费 用 报 销 单",     0xfbfbf6,
     0x303030, {"用途", "单据张数", "金额", "证明人", "审批人"},
     {{"见公开表", "2", "见表", "已签", "已签"},
      {"", "", "", "", ""},
      {"", "", "", "", ""},
      {"合计", "", "见表", "", ""}}        },
    {"voucher-3",
     "银 行 转 账 回 单", 0xf2f6fa,
     0x234a86, {"项目", "付款人", "收款人", "金额", "状态"},
     {{"转账", "村集体账户", "见公开表", "见表", "成功"},
      {"", "", "", "", ""},
      {"", "", "", "", ""},
      {"回单号", "演示 0000", "", "", ""}}},
    {"voucher-4",
     "电 费 结 算 单",     0xf3f8ef,
     0x2c6a34, {"表号", "上月", "本月", "电量", "金额"},
     {{"演示 01", "0000", "见表", "见表", "见表"},
      {"演示 02", "0000", "见表", "见表", "见表"},
      {"", "", "", "", ""},
      {"合计", "", "", "", "见表"}}        },
    {"voucher-5",
     "用 工 签 到 表",     0xfdfcf7,
     0x3a3a3a, {"日期", "工种", "人数", "工时", "签字"},
     {{"见公开表", "清理", "见表", "8", "已签"},
      {"见公开表", "清运", "见表", "8", "已签"},
      {"", "", "", "", ""},
      {"合计", "", "见表", "", ""}}        },
    {"voucher-6",
     "采 购 清 单",         0xfaf7f0,
     0x5a4326, {"品名", "规格", "数量", "单价", "金额"},
     {{"见公开表", "—", "见表", "见表", "见表"},
      {"见公开表", "—", "见表", "见表", "见表"},
      {"", "", "", "", ""},
      {"合计", "", "", "", "见表"}}        },
    {"voucher-7",
     "验 收 单",             0xf8f8fb,
     0x3b3560, {"内容", "标准", "实量", "结果", "代表签字"},
     {{"见公开表", "按合同", "见表", "合格", "已签"},
      {"见公开表", "按合同", "见表", "合格", "已签"},
      {"", "", "", "", ""},
      {"结论", "同意付款", "", "", ""}}  },
    {"voucher-8",
     "劳 务 费 发 放 表", 0xfcf6f2,
     0x7a3320, {"姓名", "天数", "标准", "金额", "签领"},
     {{"不公开", "见表", "见表", "见表", "已签"},
      {"不公开", "见表", "见表", "见表", "已签"},
      {"不公开", "见表", "见表", "见表", "已签"},
      {"合计", "", "", "见表", ""}}        },
};

static void
draw_voucher(const char *dir, const Voucher *voucher)
{
    Page page = page_new(VOUCHER_W, VOUCHER_H, 0.80, 0.78, 0.74);
    double left = 60, top = 150, cell = 128, high = 52;

    colour(&page, voucher->paper);
    cairo_rectangle(page.cr, 24, 20, VOUCHER_W - 48, VOUCHER_H - 40);
    cairo_fill(page.cr);
    watermark(&page);
    colour(&page, voucher->ink);
    text(&page, 0, 44, VOUCHER_W, "Noto Serif CJK SC Bold 24", voucher->title);
    cairo_set_line_width(page.cr, 1.5);
    line(&page, 230, 94, VOUCHER_W - 230, 94);
    line(&page, 230, 98, VOUCHER_W - 230, 98);
    text(&page, left, 112, -1, "Noto Serif CJK SC 12", "日期、金额、单位以公开表为准");
    text(&page, 560, 112, -1, "Noto Serif CJK SC 12", "编号 演示-0000");
    for (int i = 0; i <= 5; i++) {
        line(&page, left, top + i * high, left + 5 * cell, top + i * high);
        line(&page, left + i * cell, top, left + i * cell, top + 5 * high);
    }
    for (int column = 0; column < 5; column++) {
        text(&page, left + column * cell, top + 14, cell, "Noto Serif CJK SC Bold 13",
             voucher->heads[column]);
        for (int row = 0; row < 4; row++)
            text(&page, left + column * cell, top + (row + 1) * high + 14, cell,
                 "Noto Serif CJK SC 13", voucher->rows[row][column]);
    }
    text(&page, left, top + 5 * high + 18, -1, "Noto Serif CJK SC 12",
         "经手：        证明：        审批：        民主理财小组：");
    stamp(&page, 600, 400);
    save(&page, dir, voucher->name, 1);
}

/* ---- notices ---- */

static const struct {
    const char *name, *title, *body;
} notices[] = {
    {"notice-1", "会 议 通 知",
     "定于近日在办公室召开代表会议，商议公开表中所列事项。\n请各位代表按时参加；家里有事来不了的，"
     "提前说一声，可以书面表态。\n\n会议内容会后三天内张贴，并在本平台公开。"},
    {"notice-2", "公 示",
     "公开表中所列事项，现予公示。\n对内容有不同意见的，请在公示期内当面、电话或在平台上提出。\n\n"
     "收到的意见逐条核实，结果贴在这里。"                                                    },
    {"notice-3", "表 决 结 果",
     "应到、实到、赞成、反对、弃权人数见公开表。\n表决票当场清点，监督委员会全程监票，票样存档备查"
     "。\n\n会议记录可以到办公室查看。"                                                         },
    {"notice-4", "施 工 告 知",
     "工程内容、工期、施工单位见公开表。\n施工期间请大家绕行，照看好老人孩子；质量有问题随时反映。"
     "\n\n完工后请代表到场验收。"                                                                  },
};

static void
draw_notice(const char *dir, int i)
{
    Page page = page_new(VOUCHER_H + 40, VOUCHER_W - 60, 0.55, 0.38, 0.25);

    for (int y = 0; y < page.height; y += 14) {
        cairo_set_source_rgba(page.cr, 0.2, 0.1, 0, 0.08);
        line(&page, 0, y, page.width, y + 3);
    }
    colour(&page, 0xfffdf8);
    cairo_rectangle(page.cr, 46, 40, page.width - 92, page.height - 80);
    cairo_fill(page.cr);
    watermark(&page);
    colour(&page, 0xa8231b);
    text(&page, 0, 84, page.width, "Noto Serif CJK SC Bold 30", notices[i].title);
    colour(&page, 0x2a2a2a);
    {
        PangoLayout *layout = pango_cairo_create_layout(page.cr);
        PangoFontDescription *font = pango_font_description_from_string("Noto Serif CJK SC 16");

        pango_layout_set_font_description(layout, font);
        pango_layout_set_width(layout, (page.width - 190) * PANGO_SCALE);
        pango_layout_set_indent(layout, 42 * PANGO_SCALE);
        pango_layout_set_line_spacing(layout, 1.5f);
        pango_layout_set_text(layout, notices[i].body, -1);
        cairo_move_to(page.cr, 95, 170);
        pango_cairo_show_layout(page.cr, layout);
        pango_font_description_free(font);
        g_object_unref(layout);
    }
    stamp(&page, page.width - 150, page.height - 150);
    save(&page, dir, notices[i].name, 1);
}

/* ---- views ---- */

static void
hill(Page *page, double y, double height, double phase, unsigned rgb)
{
    colour(page, rgb);
    cairo_move_to(page->cr, 0, VIEW_H);
    for (int x = 0; x <= VIEW_W; x += 6)
        cairo_line_to(page->cr, x,
                      y - height * sin(x / 150.0 + phase) - height / 2 * sin(x / 61.0 + phase * 2));
    cairo_line_to(page->cr, VIEW_W, VIEW_H);
    cairo_close_path(page->cr);
    cairo_fill(page->cr);
}

static void
house(Page *page, double x, double y, double size, unsigned wall, unsigned roof)
{
    colour(page, wall);
    cairo_rectangle(page->cr, x, y - size * 0.6, size * 1.3, size * 0.6);
    cairo_fill(page->cr);
    colour(page, roof);
    cairo_move_to(page->cr, x - size * 0.12, y - size * 0.6);
    cairo_line_to(page->cr, x + size * 0.65, y - size);
    cairo_line_to(page->cr, x + size * 1.42, y - size * 0.6);
    cairo_fill(page->cr);
    colour(page, 0x5b4636);
    cairo_rectangle(page->cr, x + size * 0.55, y - size * 0.36, size * 0.2, size * 0.36);
    cairo_fill(page->cr);
    colour(page, 0xbfe0f2);
    cairo_rectangle(page->cr, x + size * 0.14, y - size * 0.44, size * 0.26, size * 0.2);
    cairo_rectangle(page->cr, x + size * 0.9, y - size * 0.44, size * 0.26, size * 0.2);
    cairo_fill(page->cr);
}

static void
tree(Page *page, double x, double y, double size, unsigned leaf)
{
    colour(page, 0x6b4c33);
    cairo_rectangle(page->cr, x - size * 0.05, y - size * 0.5, size * 0.1, size * 0.5);
    cairo_fill(page->cr);
    colour(page, leaf);
    cairo_arc(page->cr, x, y - size * 0.72, size * 0.32, 0, 2 * M_PI);
    cairo_fill(page->cr);
}

static void
block(Page *page, double x, double y, double width, int floors, unsigned wall)
{
    colour(page, wall);
    cairo_rectangle(page->cr, x, y - floors * 26 - 10, width, floors * 26 + 10);
    cairo_fill(page->cr);
    colour(page, 0xd7ecf7);
    for (int floor = 0; floor < floors; floor++)
        for (double at = x + 8; at < x + width - 14; at += 22)
            cairo_rectangle(page->cr, at, y - floor * 26 - 26, 12, 14);
    cairo_fill(page->cr);
}

static void
draw_view(const char *dir, const char *kind, int number)
{
    static const unsigned skies[] = {0xcfe8f5, 0xf7e3c4, 0xdff0e4};
    static const unsigned fields[] = {0x9cc56b, 0xd9b95c, 0x7fb58a};
    unsigned sky = skies[number % 3];
    Page page = page_new(VIEW_W, VIEW_H, (sky >> 16) / 255.0, (sky >> 8 & 255) / 255.0,
                         (sky & 255) / 255.0);
    char name[64];
    int village = strcmp(kind, "village") == 0;

    colour(&page, 0xfff3c9);
    cairo_arc(page.cr, 120 + number * 200, 90, 42, 0, 2 * M_PI);
    cairo_fill(page.cr);
    hill(&page, 220, 26, number * 1.7, 0xa9c9b4);
    hill(&page, 265, 20, number * 2.3 + 1, 0x8db790);
    if (village) {
        hill(&page, 310, 8, number, fields[number % 3]);
        for (int i = 0; i < 6; i++)
            house(&page, 40 + i * 112, 316 + (i % 2) * 14, 62 + (i * 7 + number * 5) % 18,
                  i % 2 ? 0xf4ead6 : 0xefe0c8, i % 3 ? 0xb4573c : 0x7c8a94);
    } else {
        for (int i = 0; i < 7; i++)
            block(&page, 20 + i * 102, 330, 80, 4 + (i * 3 + number) % 4,
                  i % 2 ? 0xe9dccb : 0xcfd8dd);
    }
    for (int i = 0; i < 9; i++)
        tree(&page, 24 + i * 86, 350 + (i * 5) % 16, 44 + (i * 11 + number * 3) % 22,
             i % 2 ? 0x5d9b57 : 0x3f7f4d);
    colour(&page, village ? 0xc9b48a : 0x9aa3a8);
    cairo_rectangle(page.cr, 0, 362, VIEW_W, VIEW_H - 362);
    cairo_fill(page.cr);
    cairo_set_source_rgba(page.cr, 1, 1, 1, 0.85);
    text(&page, VIEW_W - 90, VIEW_H - 32, -1, "Noto Sans CJK SC 12", "演示画面");
    snprintf(name, sizeof name, "%s-%d", kind, number + 1);
    save(&page, dir, name, 0);
}

int
main(int argc, char **argv)
{
    if (argc != 2 || VIPS_INIT(argv[0]) != 0)
        return 2;
    for (size_t i = 0; i < sizeof vouchers / sizeof vouchers[0]; i++)
        draw_voucher(argv[1], &vouchers[i]);
    for (int i = 0; i < 4; i++)
        draw_notice(argv[1], i);
    for (int i = 0; i < 3; i++) {
        draw_view(argv[1], "village", i);
        draw_view(argv[1], "community", i);
    }
    return 0;
}
