/*
 * Photos: what becomes of them, and what is left behind.
 */
#include "unit/media_files.h"

TEST(a_photo_becomes_a_small_upright_jpeg_of_pixels_alone)
{
    Picture picture = {
        .path = path_of(arena, "f.jpg"), .width = 2400, .height = 1800, .orientation = 6};
    const char *target = path_of(arena, "f.safe");
    const char *thumb = path_of(arena, "f.thumb");
    Media media;
    Pixel pixel;
    char none;

    REQUIRE(media_in_child(paint, &picture, &none, 1, &media_limits) == OK);
    CHECK(text_find(bytes_of(arena, picture.path), T("SecretPhone")) <
          bytes_of(arena, picture.path).len);
    REQUIRE(media_image_safe(picture.path, target, thumb, &media) == OK);
    CHECK_INT(media.width, 1200); /* turned */
    CHECK_INT(media.height, 1600);
    CHECK_INT(media.bytes, (int64_t)bytes_of(arena, target).len);
    pixel = pixels_of(target);
    CHECK_INT(pixel.width, 1200);
    CHECK_INT(pixel.height, 1600);
    CHECK(is_about(pixel.left, 255, 0, 0)); /* the left half is on top now */
    CHECK(is_about(pixel.right, 255, 0, 0));
    pixel = pixels_of(thumb);
    CHECK_INT(pixel.width, 240);
    CHECK_INT(pixel.height, 320);
    for (int i = 0; i < 2; i++) {
        Text bytes = bytes_of(arena, i == 0 ? target : thumb);

        CHECK(text_starts(bytes, T("\xFF\xD8\xFF")));
        CHECK(text_find(bytes, T("Secret")) == bytes.len);
        CHECK(text_find(bytes, T("Exif")) == bytes.len);
        CHECK(text_find(bytes, T("ICC_PROFILE")) == bytes.len);
        CHECK(text_find(bytes, T("http://ns.adobe.com")) == bytes.len);
    }
}

TEST(what_stands_behind_or_in_a_photo_is_not_in_the_new_one)
{
    Text jpeg = bytes_of(arena, painted(arena, "b.jpg", 320, 240));
    const char *target = path_of(arena, "g.safe");
    Text film = T("\0\0\0\x18"
                  "ftypmp42 SecretFilm");
    Media media;

    REQUIRE(media_image_safe(put(arena, "g", joined(arena, jpeg, film)), target, NULL, &media) ==
            OK);
    CHECK(text_find(bytes_of(arena, target), T("SecretFilm")) == bytes_of(arena, target).len);
    CHECK_INT(media.width, 320); /* never made larger */
    CHECK_INT(media.height, 240);
}

TEST(what_is_transparent_becomes_white)
{
    Picture picture = {
        .path = path_of(arena, "h.png"), .width = 80, .height = 60, .transparent = true};
    const char *target = path_of(arena, "h.safe");
    Media media;
    Pixel pixel;
    char none;

    REQUIRE(media_in_child(paint, &picture, &none, 1, &media_limits) == OK);
    REQUIRE(media_image_safe(picture.path, target, NULL, &media) == OK);
    pixel = pixels_of(target);
    CHECK(is_about(pixel.left, 255, 255, 255));
    CHECK(is_about(pixel.right, 0, 0, 255));
}

TEST(colours_look_the_same_without_their_profile)
{
    static const char *const profiles[] = {"p3", "cmyk", "cmyk"};
    const char *target = path_of(arena, "o.safe");

    for (size_t i = 0; i < 3; i++) {
        Picture picture = {
            .path = path_of(arena, "o.jpg"), .width = 80, .height = 60, .profile = profiles[i]};
        Media media;
        Pixel pixel;
        char none;

        ROW(profiles[i]);
        REQUIRE(media_in_child(paint, &picture, &none, 1, &media_limits) == OK);
        REQUIRE(media_image_safe(picture.path, target, NULL, &media) == OK);
        pixel = pixels_of(target);
        if (i == 0)
            CHECK(is_about(pixel.left, 255, 0, 0));
        CHECK(pixel.left[0] > 200 && pixel.left[1] < 60 && pixel.left[2] < 60);
        CHECK(pixel.right[0] < 100 && pixel.right[2] > 120);
    }
    ROW(NULL);
}

TEST(webp_is_taken_and_a_photo_that_cannot_be_decoded_is_not)
{
    const char *target = path_of(arena, "i.safe");
    Media media;

    CHECK_STATUS(media_image_safe(painted(arena, "i.webp", 40, 40), target, NULL, &media), OK);
    CHECK_STATUS(media_image_safe(put(arena, "i", png_header(arena, 40, 40)), target, NULL, &media),
                 INVALID);
    CHECK_TEXT(text_c(media.refused), SENTENCE_BROKEN);
    CHECK_STATUS(media_image_safe(put(arena, "i", plain_pdf(arena)), target, NULL, &media),
                 INVALID);
    CHECK_TEXT(text_c(media.refused), "这里要的是照片，不是 PDF");
}

TEST(a_spoilt_photo_never_harms)
{
    static const char *const names[] = {"j.jpg", "j.png", "j.webp"};
    const char *target = path_of(arena, "j.safe");
    uint64_t seed = 7;

    for (size_t kind = 0; kind < 3; kind++) {
        Text fine = bytes_of(arena, painted(arena, names[kind], 160, 120));

        for (int turn = 0; turn < 12; turn++) {
            Text spoilt = text_copy(arena, fine);
            Media media;
            Status status;

            for (int i = 0; i < 8; i++)
                ((char *)(uintptr_t)spoilt.at)[random_between(&seed, 0, (int64_t)fine.len - 1)] =
                    (char)random_next(&seed);
            status = media_image_safe(put(arena, "j", spoilt), target, NULL, &media);
            CHECK(status == OK || (status == INVALID && media.refused != NULL));
        }
    }
}
