/** Pixels of an image as it is shown upright; null if unknown. */
export type ImageSize = { width: number | null; height: number | null };

/** The box of an image, in CSS pixels. */
export type ImageBox = {
  width: number;
  height: number;
  /** True where the image is not as wide or high as its box: it is drawn in its own size and never enlarged. */
  isSmall: boolean;
};

/** Space between images. */
const GAP = 4;
/** Bounds of a single image. */
const SINGLE = { width: 720, height: 400 };
/** Width of a row of several images, and the greatest height of a row. */
const ROW = { width: 526, height: 280 };
/** A ratio (width by height) beyond these is cropped, from the top where the image is high. */
const RATIO = { least: 0.4, most: 4 };
/** The smallest side of a box, so that a finger can hit it. */
const LEAST_SIDE = 40;
/** The ratio of an image whose size is unknown. */
const UNKNOWN = { width: 4, height: 3 };

/** Images of a row at most: on a phone more would be too small for a finger. */
const MOST_IN_ROW = 4;

/** Wanted height of a row: the more images, the lower. */
const wantedHeight = (count: number) => (count <= 4 ? 170 : 135);

/**
 * Places the images of a message in rows. A single image is as large as its bounds allow; several fill rows of the same
 * width, each image in its own proportions. Boxes depend on the numbers alone, so the space is there before a byte of
 * an image has arrived.
 */
export function layoutImages(images: readonly ImageSize[]): ImageBox[][] {
  const [first] = images;
  if (!first) return [];
  if (images.length === 1) return [[singleBox(first)]];
  return bestRows(images).map((row) => rowBoxes(row));
}

function singleBox(image: ImageSize): ImageBox {
  const [width, height] = singleSize(image);
  return boxOf(image, Math.max(width, LEAST_SIDE), Math.max(height, LEAST_SIDE));
}

/** An image within the bounds has its own size, whatever its ratio; a larger one is scaled down, and cropped if extreme. */
function singleSize(image: ImageSize): [number, number] {
  const { width, height } = image;
  if (width && height && width <= SINGLE.width && height <= SINGLE.height) return [width, height];
  const ratio = ratioOf(image);
  const natural = isCroppedWide(image) ? (height ?? 0) * ratio : (width ?? SINGLE.width);
  const boxWidth = Math.min(SINGLE.width, SINGLE.height * ratio, natural);
  return [boxWidth, boxWidth / ratio];
}

const naturalRatio = ({ width, height }: ImageSize) =>
  width && height ? width / height : UNKNOWN.width / UNKNOWN.height;

const ratioOf = (image: ImageSize) => Math.min(RATIO.most, Math.max(RATIO.least, naturalRatio(image)));

const isCroppedWide = (image: ImageSize) => naturalRatio(image) > RATIO.most;

function boxOf(image: ImageSize, width: number, height: number): ImageBox {
  const isSmall =
    image.width !== null && image.height !== null && (image.width < width || image.height < height);
  return { width: round(width), height: round(height), isSmall: isSmall && !isNear(image, width, height) };
}

/** A box larger than its image by rounding alone is no larger. */
const isNear = ({ width, height }: ImageSize, boxWidth: number, boxHeight: number) =>
  (width ?? 0) > boxWidth - 1 && (height ?? 0) > boxHeight - 1;

/** Hundredths of a pixel are enough, and keep the markup short. */
const round = (pixels: number) => Math.round(pixels * 100) / 100;

/** The height at which a row is exactly as wide as all rows. */
function fullHeight(row: readonly ImageSize[]): number {
  const ratios = row.reduce((sum, image) => sum + ratioOf(image), 0);
  return (ROW.width - GAP * (row.length - 1)) / ratios;
}

function rowBoxes(row: readonly ImageSize[]): ImageBox[] {
  const height = Math.min(ROW.height, fullHeight(row));
  return row.map((image) => boxOf(image, height * ratioOf(image), height));
}

/** The division into rows whose heights are nearest to the wanted one. At most ten images have 401 divisions. */
function bestRows(images: readonly ImageSize[]): ImageSize[][] {
  const wanted = wantedHeight(images.length);
  const cost = (rows: ImageSize[][]) => rows.reduce((sum, row) => sum + (fullHeight(row) - wanted) ** 2, 0);
  const [best] = divisions(images)
    .map((rows) => ({ rows, cost: cost(rows) }))
    .sort((one, other) => one.cost - other.cost);
  return best!.rows;
}

/** Every way to divide the images into rows of MOST_IN_ROW at most, in their order. */
function divisions(images: readonly ImageSize[]): ImageSize[][][] {
  if (images.length === 0) return [[]];
  const ways: ImageSize[][][] = [];
  for (let count = 1; count <= Math.min(images.length, MOST_IN_ROW); count++)
    for (const rest of divisions(images.slice(count))) ways.push([images.slice(0, count), ...rest]);
  return ways;
}
