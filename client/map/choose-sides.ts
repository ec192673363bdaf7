interface Point {
  x: number;
  y: number;
}

/** A town on the screen: its dot, and how wide its name is; pixels. */
interface Dot {
  dot: Point;
  width: number;
}

const signRadius = 15;
const lineHeight = 14;

/**
 * @param signs marks that a name should not lie under
 * @returns for each town the side of its dot that its name stands on: the right one, unless a sign is there and the left is empty
 */
export function chooseSides(dots: readonly Dot[], signs: readonly Point[]): ('left' | 'right')[] {
  const underSign = ({ dot, width }: Dot, side: 1 | -1) =>
    signs.some(
      ({ x, y }) =>
        Math.abs(y - dot.y) < signRadius && Math.abs(x - (dot.x + (side * width) / 2)) < width / 2 + signRadius / 2,
    );
  const meetsName = ({ dot, width }: Dot) =>
    dots.some(
      (other) =>
        other.dot.x < dot.x && Math.abs(other.dot.y - dot.y) < lineHeight && dot.x - other.dot.x < width + other.width,
    );
  return dots.map((town) => (underSign(town, 1) && !underSign(town, -1) && !meetsName(town) ? 'left' : 'right'));
}
