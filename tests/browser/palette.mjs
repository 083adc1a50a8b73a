/*
 * palette -- a screenshot as a PNG of at most 256 colours: a third of the bytes, and nobody sees it.
 *
 *     fs.writeFileSync("x.png", palette(await page.screenshot()));
 */
import zlib from "node:zlib";

const COLOURS = 256;
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/* Width, height and RGB of an 8-bit PNG without interlacing, as Chromium writes them. */
function decode(png) {
    const parts = [];
    let width, height, channels;
    for (let at = 8; at < png.length;) {
        const length = png.readUInt32BE(at);
        const type = png.toString("latin1", at + 4, at + 8);
        const data = png.subarray(at + 8, at + 8 + length);
        if (type === "IHDR") {
            width = data.readUInt32BE(0);
            height = data.readUInt32BE(4);
            channels = { 2: 3, 6: 4 }[data[9]];
            if (data[8] !== 8 || !channels || data[12] !== 0) throw new Error("not a PNG as Chromium writes it");
        } else if (type === "IDAT") parts.push(data);
        at += 12 + length;
    }
    const raw = zlib.inflateSync(Buffer.concat(parts));
    const stride = width * channels;
    const lines = Buffer.alloc(stride * height);
    for (let y = 0; y < height; y++) {
        const filter = raw[y * (stride + 1)];
        for (let x = 0; x < stride; x++) {
            const left = x >= channels ? lines[y * stride + x - channels] : 0;
            const up = y > 0 ? lines[(y - 1) * stride + x] : 0;
            const corner = x >= channels && y > 0 ? lines[(y - 1) * stride + x - channels] : 0;
            const guess = left + up - corner;
            const near = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
            const paeth = near[0] <= near[1] && near[0] <= near[2] ? left : near[1] <= near[2] ? up : corner;
            const add = [0, left, up, (left + up) >> 1, paeth][filter];
            lines[y * stride + x] = raw[y * (stride + 1) + 1 + x] + add;
        }
    }
    const pixels = new Uint32Array(width * height);
    for (let i = 0; i < pixels.length; i++)
        pixels[i] = (lines[i * channels] << 16) | (lines[i * channels + 1] << 8) | lines[i * channels + 2];
    return { width, height, pixels };
}

const part = (colour, shift) => (colour >> shift) & 255;
const SHIFTS = [16, 8, 0];

/* The shift of the part in which a box of colours is widest, and how wide. */
function widest(box) {
    return SHIFTS.map((shift) => {
        let low = 255;
        let high = 0;
        for (const one of box) {
            low = Math.min(low, part(one.colour, shift));
            high = Math.max(high, part(one.colour, shift));
        }
        return { shift, width: high - low };
    }).sort((a, b) => b.width - a.width)[0];
}

const weight = (box) => box.reduce((sum, one) => sum + Math.sqrt(one.count), 0);

/* Median cut: the box that matters most is divided where its weight is halved. */
function choose(counts) {
    const boxes = [Array.from(counts, ([colour, count]) => ({ colour, count }))];
    while (boxes.length < COLOURS) {
        const ranks = boxes.map((box) => (box.length > 1 ? widest(box).width * Math.sqrt(weight(box)) : 0));
        const index = ranks.indexOf(Math.max(...ranks));
        const box = boxes[index];
        if (box.length < 2) break;
        const { shift } = widest(box);
        box.sort((a, b) => part(a.colour, shift) - part(b.colour, shift));
        const half = weight(box) / 2;
        let cut = 1;
        for (let sum = Math.sqrt(box[0].count); cut < box.length - 1 && sum < half; cut++) sum += Math.sqrt(box[cut].count);
        boxes.splice(index, 1, box.slice(0, cut), box.slice(cut));
    }
    /* A colour that is most of its box (paper, ink, a button) stays exactly what it is. */
    return boxes.map((box) => {
        const total = box.reduce((sum, one) => sum + one.count, 0);
        const most = box.reduce((best, one) => (one.count > best.count ? one : best));
        if (most.count * 2 >= total) return SHIFTS.map((shift) => part(most.colour, shift));
        return SHIFTS.map((shift) => Math.round(box.reduce((sum, one) => sum + part(one.colour, shift) * one.count, 0) / total));
    });
}

function nearest(colours, colour) {
    let best = 0;
    let least = Infinity;
    for (let i = 0; i < colours.length; i++) {
        const [r, g, b] = colours[i].map((value, at) => value - part(colour, SHIFTS[at]));
        const distance = 2 * r * r + 4 * g * g + 3 * b * b;
        if (distance < least) [best, least] = [i, distance];
    }
    return best;
}

function chunk(type, data) {
    const out = Buffer.alloc(12 + data.length);
    out.writeUInt32BE(data.length, 0);
    out.write(type, 4, "latin1");
    data.copy(out, 8);
    out.writeUInt32BE(crc(out.subarray(4, 8 + data.length)), 8 + data.length);
    return out;
}

function crc(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) {
        sum ^= byte;
        for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return (sum ^ 0xffffffff) >>> 0;
}

export function palette(png) {
    const { width, height, pixels } = decode(png);
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
    const colours = choose(counts);
    const index = new Map(Array.from(counts.keys(), (colour) => [colour, nearest(colours, colour)]));
    const lines = Buffer.alloc((width + 1) * height);
    for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = index.get(pixels[y * width + x]);
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 3, 0, 0, 0], 8);
    return Buffer.concat([SIGNATURE, chunk("IHDR", head), chunk("PLTE", Buffer.from(colours.flat())),
        chunk("IDAT", zlib.deflateSync(lines, { level: 9, memLevel: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
