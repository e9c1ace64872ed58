import { longestPiece } from '../../../shared/bridge/attachedFiles'

const least = 64 * 1024
const fastMilliseconds = 1_500
const slowMilliseconds = 6_000

/**
 * How much of a file one request carries: little at first, more while the line takes it fast. It is the most that is
 * ever sent again, and on a slow line a part still arrives before anybody loses patience (RELIABILITY.md 17).
 */
export class PartLength {
  private length = least

  get bytes(): number {
    return this.length
  }

  took(milliseconds: number): void {
    if (milliseconds < fastMilliseconds) this.length = Math.min(longestPiece, this.length * 2)
    else if (milliseconds > slowMilliseconds) this.failed()
  }

  failed(): void {
    this.length = Math.max(least, this.length / 2)
  }
}
