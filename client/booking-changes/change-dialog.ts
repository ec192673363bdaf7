import type { Booking } from '../../shared/contract/bookings.ts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';

/** What each dialog of a change is given. */
export interface ChangeDialogProps {
  booking: Booking;
  checkpoint: Checkpoint;
  onClose: () => void;
}
