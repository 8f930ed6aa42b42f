/** Runs in the page, beside `window.lacuna` and `window.bench`: contact sheets, as JPEGs in base64. */
export function installSheets() {
  const { lacuna, bench } = /** @type {any} */ (window);
  const GAP = 6;
  const LABEL = 22;

  const exact = (/** @type {Blob} */ blob) => createImageBitmap(blob, { colorSpaceConversion: 'none' });

  const canvasOf = (/** @type {number} */ width, /** @type {number} */ height) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('no canvas');
    return { canvas, context };
  };

  const jpegOf = async (/** @type {OffscreenCanvas} */ canvas, /** @type {number} */ quality) =>
    bench.toText(await canvas.convertToBlob({ type: 'image/jpeg', quality }));

  /** Pictures of one size in rows, each under its label. */
  const grid = (
    /** @type {{ label: string, image: CanvasImageSource }[]} */ cells,
    /** @type {{ width: number, height: number }} */ size,
    /** @type {number} */ columns,
  ) => {
    const rows = Math.ceil(cells.length / columns);
    const width = columns * (size.width + GAP) - GAP;
    const { canvas, context } = canvasOf(width, rows * (size.height + LABEL + GAP) - GAP);
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.font = '14px sans-serif';
    for (const [k, { label, image }] of cells.entries()) {
      const x = (k % columns) * (size.width + GAP);
      const y = Math.floor(k / columns) * (size.height + LABEL + GAP);
      context.fillStyle = 'black';
      context.fillText(label, x + 2, y + 15);
      context.drawImage(image, x, y + LABEL, size.width, size.height);
    }
    return canvas;
  };

  /** The picture with its hole in one colour. */
  const marked = async (/** @type {ImageBitmap} */ picture, /** @type {Blob} */ mask) => {
    const { canvas, context } = canvasOf(picture.width, picture.height);
    const cover = new OffscreenCanvas(picture.width, picture.height);
    const pen = cover.getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.drawImage(await createImageBitmap(mask), 0, 0);
    const pixels = pen.getImageData(0, 0, cover.width, cover.height);
    for (let i = 0; i < pixels.data.length; i += 4) pixels.data[i + 3] = pixels.data[i] ?? 0;
    pen.putImageData(pixels, 0, 0);
    pen.globalCompositeOperation = 'source-in';
    pen.fillStyle = '#d6285a';
    pen.fillRect(0, 0, cover.width, cover.height);
    context.drawImage(picture, 0, 0);
    context.drawImage(cover, 0, 0);
    return canvas;
  };

  /** A method a cell: the same disc, a square of the picture around it. */
  const fills = async (/** @type {any} */ { file, hole, side, cells, columns, quality }) => {
    const photo = bench.toBlob(file);
    const picture = await exact(photo);
    const { canvas, context } = canvasOf(picture.width, picture.height);
    context.fillStyle = 'white';
    context.beginPath();
    context.arc(hole.x, hole.y, hole.radius, 0, 2 * Math.PI);
    context.fill();
    const mask = await canvas.convertToBlob();
    const shown = [];
    for (const { label, options } of cells) {
      const done = options && (await lacuna.fill({ ...options, image: photo, mask }));
      const whole = done ? await exact(done.candidates.at(-1).image) : await marked(picture, mask);
      const image = await createImageBitmap(whole, hole.x - side / 2, hole.y - side / 2, side, side);
      shown.push({ label, image });
    }
    return jpegOf(grid(shown, { width: side, height: side }, columns), quality);
  };

  /** A part of the picture, grown on the right to twice its width; what was there is outlined above. */
  const panorama = async (/** @type {any} */ { file, part, options, quality }) => {
    const { width, height } = part;
    const { canvas, context } = canvasOf(width, height);
    context.drawImage(await exact(bench.toBlob(file)), -part.x, -part.y);
    const image = await canvas.convertToBlob();
    const { candidates } = await lacuna.outpaint({ ...options, image, right: width });
    const grown = await exact(candidates.at(-1).image);
    const before = canvasOf(2 * width, height);
    before.context.fillStyle = '#d6285a';
    before.context.fillRect(0, 0, 2 * width, height);
    before.context.drawImage(canvas, 0, 0);
    const cells = [
      { label: 'what there is', image: before.canvas },
      { label: 'grown to twice the width', image: grown },
    ];
    return jpegOf(grid(cells, { width: 2 * width, height }, 1), quality);
  };

  /** A part of the picture as a texture, four copies side by side: as it is, and made seamless. */
  const tileable = async (/** @type {any} */ { file, part, options, quality }) => {
    const { width, height } = part;
    const { canvas, context } = canvasOf(width, height);
    context.drawImage(await exact(bench.toBlob(file)), -part.x, -part.y);
    const { candidates } = await lacuna.tileable({ ...options, image: await canvas.convertToBlob() });
    const fourOf = (/** @type {CanvasImageSource} */ texture) => {
      const four = canvasOf(2 * width, 2 * height);
      for (const x of [0, width]) for (const y of [0, height]) four.context.drawImage(texture, x, y);
      return four.canvas;
    };
    const cells = [
      { label: 'as it is, four copies', image: fourOf(canvas) },
      { label: 'made seamless, four copies', image: fourOf(await exact(candidates[0].image)) },
    ];
    return jpegOf(grid(cells, { width: 2 * width, height: 2 * height }, 2), quality);
  };

  /** Before, marked and after, reduced to fit. */
  const removal = async (/** @type {any} */ { file, mask, options, quality }) => {
    const image = bench.toBlob(file);
    const picture = await exact(image);
    const painted = bench.toBlob(mask);
    const { candidates } = await lacuna.fill({ ...options, image, mask: painted });
    const cells = [
      { label: 'before', image: picture },
      { label: 'painted over', image: await marked(picture, painted) },
      { label: 'after', image: await exact(candidates.at(-1).image) },
    ];
    const width = 560;
    return jpegOf(
      grid(cells, { width, height: Math.round((width * picture.height) / picture.width) }, 3),
      quality,
    );
  };

  Object.assign(window, { sheets: { fills, panorama, tileable, removal } });
}
