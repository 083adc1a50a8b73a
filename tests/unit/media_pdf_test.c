/*
 * PDFs: what they lose, what they keep, their limits.
 */
#include "unit/media_files.h"

#include <qpdf/qpdf-c.h>

/* Every object and stream in plain, so that nothing hides. */
static Text
unpacked(Arena *arena, const char *path)
{
    const char *plain = path_of(arena, "plain.pdf");
    qpdf_data pdf = qpdf_init();

    CHECK_INT(qpdf_read(pdf, path, NULL), QPDF_SUCCESS);
    CHECK_INT(qpdf_init_write(pdf, plain), QPDF_SUCCESS);
    qpdf_set_qdf_mode(pdf, QPDF_TRUE);
    CHECK_INT(qpdf_write(pdf), QPDF_SUCCESS);
    qpdf_cleanup(&pdf);
    return bytes_of(arena, plain);
}

TEST(a_pdf_loses_what_tells_about_people_and_what_acts_by_itself)
{
    Text photo = bytes_of(arena, painted(arena, "k.jpg", 64, 64));
    Buf image = buf_new(arena, 1024 * 1024);
    const char *target = path_of(arena, "k.safe");
    Text safe;
    Media media;
    static const char *const keys[] = {
        "/AA ", "/OpenAction ", "/EF ", "/JS ", "/EmbeddedFiles ", "/Metadata ", "/Launch", "/AF "};
    static const char *const secrets[] = {
        "SecretTitle", "SecretAuthor", "SecretXmp",    "SecretScript", "SecretOpen",  "SecretFile",
        "SecretPage",  "SecretForm",   "SecretLaunch", "SecretLink",   "SecretPhone", "SecretNote",
    };

    buf_printf(&image,
               "<< /Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceRGB "
               "/BitsPerComponent 8 /Filter /DCTDecode /Length %zu >>\nstream\n",
               photo.len);
    buf_text(&image, photo);
    BUF_LIT(&image, "\nendstream");
    REQUIRE(text_find(photo, T("SecretPhone")) < photo.len);
    Text pdf =
        pdf_of(arena,
               (Text[]){
                   T("<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R /OpenAction 6 0 R "
                     "/AA << /WC 6 0 R >> "
                     "/Names << /JavaScript << /Names [(SecretOpen) 6 0 R] >> "
                     "/EmbeddedFiles << /Names [(SecretFile) 7 0 R] >> >> "
                     "/AcroForm << /Fields [] /XFA (SecretForm) >> /AF [7 0 R] >>"),
                   T("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
                   T("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 9 0 R "
                     "/Resources << /XObject << /Im 10 0 R >> >> "
                     "/AA << /O << /S /JavaScript /JS (SecretPage) >> >> "
                     "/PieceInfo << /X (SecretNote) >> /Other [6 0 R 7 0 R] "
                     "/Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 9 9] "
                     "/A << /S /Launch /F (SecretLaunch) >> >> "
                     "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] "
                     "/A << /S /URI /URI (javascript:SecretLink) >> >> "
                     "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] "
                     "/A << /S /URI /URI (https://keep.example/) >> >> "
                     "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 7 0 R >> ] >>"),
                   T("<< /Title (SecretTitle) /Author (SecretAuthor) >>"),
                   T("<< /Type /Metadata /Subtype /XML /Length 9 >>\nstream\nSecretXmp\nendstream"),
                   T("<< /S /#4AavaScript /JS (SecretScript) >>"),
                   T("<< /Type /Filespec /F (SecretFile) /EF << /F 8 0 R >> >>"),
                   T("<< /Type /EmbeddedFile /Length 10 >>\nstream\nSecretFile\nendstream"),
                   T("<< /Length 18 >>\nstream\nBT (KeepMe) Tj ET \nendstream"),
                   buf_done(&image),
               },
               10, T("/Info 4 0 R"));
    REQUIRE(media_pdf_safe(put(arena, "k", pdf), target, &media) == OK);
    CHECK_INT(media.kind, MEDIA_PDF);
    CHECK_INT(media.bytes, (int64_t)bytes_of(arena, target).len);
    safe = unpacked(arena, target);
    CHECK(text_starts(safe, T("%PDF-")));
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
        ROW(secrets[i]);
        CHECK(text_find(pdf, text_c(secrets[i])) < pdf.len);
        CHECK(text_find(safe, text_c(secrets[i])) == safe.len);
    }
    ROW(NULL);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        ROW(keys[i]);
        CHECK(text_find(pdf, text_c(keys[i])) < pdf.len);
        CHECK(text_find(safe, text_c(keys[i])) == safe.len);
    }
    ROW(NULL);
    CHECK(text_find(safe, T("KeepMe")) < safe.len);
    CHECK(text_find(safe, T("https://keep.example/")) < safe.len);
    CHECK(text_find(safe, T("DCTDecode")) < safe.len);
    CHECK_STATUS(media_pdf_safe(target, path_of(arena, "k.again"), &media), OK);
}

TEST(an_encrypted_pdf_is_refused)
{
    /* Revision 2 encryption with keys that open nothing: a password is wanted. */
    Text locked = pdf_of(
        arena,
        (Text[]){T("<< /Type /Catalog /Pages 2 0 R >>"),
                 T("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
                 T("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"),
                 T("<< /Filter /Standard /V 1 /R 2 /P -64 "
                   "/O <0101010101010101010101010101010101010101010101010101010101010101> "
                   "/U <0202020202020202020202020202020202020202020202020202020202020202> >>")},
        4, T("/Encrypt 4 0 R /ID [<01> <01>]"));
    Media media;

    CHECK_STATUS(media_pdf_safe(put(arena, "l", locked), path_of(arena, "l.safe"), &media),
                 INVALID);
    CHECK_TEXT(text_c(media.refused), "这个 PDF 设了密码或权限限制，请解除后再上传");
}

/* One that opens without a password, but forbids things. */
TEST(a_restricted_pdf_is_refused)
{
    const char *plain = put(arena, "p", plain_pdf(arena));
    const char *restricted = path_of(arena, "p.restricted");
    qpdf_data pdf = qpdf_init();
    Media media;

    REQUIRE(qpdf_read(pdf, plain, NULL) == QPDF_SUCCESS);
    REQUIRE(qpdf_init_write(pdf, restricted) == QPDF_SUCCESS);
    qpdf_set_r6_encryption_parameters2(pdf, "", "owner", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
                                       QPDF_TRUE, QPDF_TRUE, qpdf_r3p_none, QPDF_TRUE);
    REQUIRE(qpdf_write(pdf) == QPDF_SUCCESS);
    qpdf_cleanup(&pdf);
    CHECK_STATUS(media_pdf_safe(restricted, path_of(arena, "p.safe"), &media), INVALID);
    CHECK_TEXT(text_c(media.refused), "这个 PDF 设了密码或权限限制，请解除后再上传");
}

TEST(pdfs_have_limits)
{
    Buf kids = buf_new(arena, 64 * 1024);
    Buf deep = buf_new(arena, 1024 * 1024);
    Text *objects = NEW_ARRAY(arena, Text, 503);
    const char *target = path_of(arena, "m.safe");
    Media media;

    BUF_LIT(&kids, "<< /Type /Pages /Kids [");
    for (int i = 0; i < 501; i++) {
        buf_printf(&kids, "%d 0 R ", i + 3);
        objects[i + 2] = T("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>");
    }
    BUF_LIT(&kids, "] /Count 501 >>");
    objects[0] = T("<< /Type /Catalog /Pages 2 0 R >>");
    objects[1] = buf_done(&kids);
    CHECK_STATUS(
        media_pdf_safe(put(arena, "m", pdf_of(arena, objects, 503, T(""))), target, &media),
        INVALID);
    CHECK_TEXT(text_c(media.refused), "这个 PDF 超过 500 页，请拆开上传");

    BUF_LIT(&deep, "<< /Type /Catalog /Pages 2 0 R /X [");
    for (int i = 0; i < MEDIA_PDF_OBJECTS_MAX + 2; i++)
        BUF_LIT(&deep, "[]");
    BUF_LIT(&deep, "] >>");
    objects[0] = buf_done(&deep);
    objects[1] = T("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    CHECK_STATUS(media_pdf_safe(put(arena, "m", pdf_of(arena, objects, 3, T(""))), target, &media),
                 INVALID);
    CHECK_TEXT(text_c(media.refused), "这个 PDF 太复杂，请重新导出，或拍照上传");

    CHECK_STATUS(media_pdf_safe(put(arena, "m", T("%PDF-1.4\nnothing\n%%EOF")), target, &media),
                 INVALID);
    CHECK_TEXT(text_c(media.refused), SENTENCE_PDF_BROKEN);
    CHECK_STATUS(media_pdf_safe(painted(arena, "m.png", 9, 9), target, &media), INVALID);
    CHECK_TEXT(text_c(media.refused), "这里要的是 PDF，不是照片");
}

TEST(a_spoilt_pdf_never_harms)
{
    const char *target = path_of(arena, "n.safe");
    Text fine = plain_pdf(arena);
    uint64_t seed = 11;

    for (int turn = 0; turn < 40; turn++) {
        Text spoilt = text_copy(arena, fine);
        Media media;
        Status status;

        for (int i = 0; i < 3; i++)
            ((char *)(uintptr_t)spoilt.at)[random_between(&seed, 9, (int64_t)fine.len - 8)] =
                (char)random_between(&seed, ' ', '~');
        status = media_pdf_safe(put(arena, "n", spoilt), target, &media);
        CHECK(status == OK || (status == INVALID && media.refused != NULL));
    }
}
