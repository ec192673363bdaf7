-- Previews of what a change would do, and the moves of bookings that were made.

-- CreateTable
CREATE TABLE "preview" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "change" JSONB NOT NULL,
    "mix" JSONB,
    "seed" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failure" TEXT,
    "horizon_from" TIMESTAMPTZ(3),
    "horizon_to" TIMESTAMPTZ(3),
    "rules_versions" JSONB,
    "figures" JSONB,
    "applied_at" TIMESTAMPTZ(3),
    "applied_by" TEXT,

    CONSTRAINT "preview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preview_slot" (
    "preview_id" UUID NOT NULL,
    "slot_id" INTEGER NOT NULL,
    "before" JSONB NOT NULL,
    "closed_because" TEXT,
    "total_places" INTEGER NOT NULL,
    "inspected_places" INTEGER NOT NULL,
    "examined_places" INTEGER NOT NULL,
    "limited_by_side" TEXT,
    "limited_by_stage" TEXT,
    "kz_lanes" INTEGER NOT NULL,
    "neighbour_lanes" INTEGER NOT NULL,
    "taken_before" JSONB NOT NULL,
    "taken_after" JSONB NOT NULL,
    "bookings_hash" TEXT,
    "wait" JSONB,

    CONSTRAINT "preview_slot_pkey" PRIMARY KEY ("preview_id","slot_id")
);

-- CreateTable
CREATE TABLE "preview_move" (
    "preview_id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "from_slot_id" INTEGER NOT NULL,
    "to_slot_id" INTEGER,
    "reason" TEXT,
    "cargo_group" TEXT NOT NULL,
    "shift_minutes" INTEGER,
    "detour_km" INTEGER,

    CONSTRAINT "preview_move_pkey" PRIMARY KEY ("preview_id","booking_id")
);

-- CreateTable
CREATE TABLE "booking_move" (
    "id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "from_slot_id" INTEGER NOT NULL,
    "to_slot_id" INTEGER,
    "cause" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "preview_id" UUID,
    "regime_id" UUID,
    "moved_by" TEXT NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "booking_move_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "preview_made_at_idx" ON "preview"("made_at");

-- CreateIndex
CREATE INDEX "booking_move_organisation_id_moved_at_id_idx" ON "booking_move"("organisation_id", "moved_at", "id");

-- CreateIndex
CREATE INDEX "booking_move_booking_id_moved_at_idx" ON "booking_move"("booking_id", "moved_at");

-- CreateIndex
CREATE INDEX "booking_move_regime_id_idx" ON "booking_move"("regime_id");

-- AddForeignKey
ALTER TABLE "preview_slot" ADD CONSTRAINT "preview_slot_preview_id_fkey" FOREIGN KEY ("preview_id") REFERENCES "preview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preview_slot" ADD CONSTRAINT "preview_slot_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preview_move" ADD CONSTRAINT "preview_move_preview_id_fkey" FOREIGN KEY ("preview_id") REFERENCES "preview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preview_move" ADD CONSTRAINT "preview_move_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_move" ADD CONSTRAINT "booking_move_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here: what Prisma's language cannot say.
--
-- A plan is applied in one transaction, or not at all. Locks: write_key, the preview, checkpoints (by id), slots (by id), bookings (by id), their moves;
-- then passages, through the trigger booking_stays_at_gate.

ALTER TABLE "preview"
  ADD CONSTRAINT "preview_state" CHECK ("state" IN ('queued', 'running', 'ready', 'failed', 'applied'));
ALTER TABLE "booking_move"
  ADD CONSTRAINT "booking_move_state" CHECK ("state" IN ('told', 'accepted', 'changed', 'cancelled', 'superseded'));
-- A booking waits for one answer at a time.
CREATE UNIQUE INDEX "booking_move_told" ON "booking_move" ("booking_id") WHERE "state" = 'told';

-- Who is in a slot, as a preview saw it. A hold that is confirmed is the same truck in the same place, so the state is not in it.
CREATE FUNCTION hash_of_bookings(p_slot_id integer) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT md5(coalesce(string_agg(id || channel, ',' ORDER BY id), ''))
  FROM booking WHERE slot_id = p_slot_id AND state IN ('held', 'confirmed');
$$;

CREATE FUNCTION truck_is_at_gate(p_booking_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM passage WHERE booking_id = p_booking_id AND state <> 'expected' AND ended_at IS NULL);
$$;

-- Whether a slot is open and has a place for each of its trucks.
CREATE FUNCTION slot_fits(p_slot slot) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_slot.closed_because IS NULL AND p_slot.total_taken <= p_slot.total_places AND p_slot.inspected_taken <= p_slot.inspected_places
    AND p_slot.examined_taken <= p_slot.examined_places;
$$;

-- A slot as a move shows it (placeSchema of shared/contract/moves.ts); null where there is none.
CREATE FUNCTION place_of_slot(p_slot_id integer) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('slotId', id, 'checkpointId', checkpoint_id, 'direction', direction, 'startsAt', iso_instant(starts_at),
    'endsAt', iso_instant(ends_at))
  FROM slot WHERE id = p_slot_id;
$$;

-- Locks the slot that a booking is in, another one where it is named, and the booking. A plan may move the booking while this waits: then the inner
-- block is undone, its locks go with it, and the booking is looked for again. To keep them would be to lock the next slot out of order.
CREATE FUNCTION lock_booking(p_booking_id uuid, p_other_slot_id integer DEFAULT NULL) RETURNS booking LANGUAGE plpgsql AS $$
DECLARE
  v_slot_id integer;
  claim booking%ROWTYPE;
BEGIN
  LOOP
    SELECT slot_id INTO STRICT v_slot_id FROM booking WHERE id = p_booking_id;
    BEGIN
      PERFORM FROM slot WHERE id IN (v_slot_id, p_other_slot_id) ORDER BY id FOR NO KEY UPDATE;
      SELECT * INTO STRICT claim FROM booking WHERE id = p_booking_id FOR NO KEY UPDATE;
      IF claim.slot_id = v_slot_id THEN
        RETURN claim;
      END IF;
      RAISE EXCEPTION 'moved meanwhile' USING ERRCODE = 'OT002';
    EXCEPTION WHEN SQLSTATE 'OT002' THEN
      NULL;
    END;
  END LOOP;
END $$;

-- Gives up a booking that is locked by lock_booking; its places are free again. What is cancelled already stays as it is.
CREATE FUNCTION cancel_claim(p_claim booking, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_claim.state = 'cancelled' THEN
    RETURN;
  END IF;
  UPDATE booking SET state = 'cancelled', closed_at = p_now
  WHERE id = p_claim.id AND state IN ('held', 'confirmed')
    AND EXISTS (SELECT FROM slot WHERE id = p_claim.slot_id AND ends_at > p_now);
  IF NOT FOUND THEN
    PERFORM refuse('BOOKING_NOT_ACTIVE', 'bookingId');
  END IF;
  UPDATE slot SET
    total_taken = total_taken - 1,
    inspected_taken = inspected_taken - (p_claim.channel <> 'green')::int,
    examined_taken = examined_taken - (p_claim.channel = 'red')::int,
    seq = nextval('live_seq')
  WHERE id = p_claim.slot_id;
END $$;

-- As before, and now a booking may be moved while this waits for its slot.
CREATE OR REPLACE FUNCTION cancel_booking(
  p_booking_id uuid, p_organisation_id text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_booking_id), p_now) IS NULL THEN
    IF NOT EXISTS (SELECT FROM booking WHERE id = p_booking_id AND organisation_id = p_organisation_id) THEN
      PERFORM refuse('BOOKING_NOT_FOUND', 'bookingId');
    END IF;
    PERFORM cancel_claim(lock_booking(p_booking_id), p_now);
  END IF;
  RETURN QUERY SELECT * FROM booking_details d WHERE d.id = p_booking_id;
END $$;

-- Makes a change and its moves as the preview said, or refuses with PREVIEW_STALE; its field says what is no longer so. Under a key that was used
-- before, nothing: it is applied.
--
-- The quotas of carriers and classes do not bind the authority: a truck that has to go takes the place that there is.
CREATE FUNCTION apply_preview(
  p_preview_id uuid, p_scope text, p_key text, p_request_hash text, p_made_by text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- A preview moves nobody whose slot begins within two hours. One of them is for the planner to look, and one for the truck to be told.
  told_ahead CONSTANT interval := interval '1 hour';
  plan preview%ROWTYPE;
  touched integer[];
  v_kind text;
  v_reason text;
  v_regime_id uuid;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_preview_id), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  SELECT * INTO plan FROM preview WHERE id = p_preview_id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse('PREVIEW_NOT_FOUND', 'previewId');
  ELSIF plan.state <> 'ready' THEN
    PERFORM refuse('PREVIEW_NOT_READY', 'previewId');
  END IF;

  touched := ARRAY(
    SELECT slot_id FROM preview_slot WHERE preview_id = p_preview_id
    UNION SELECT from_slot_id FROM preview_move WHERE preview_id = p_preview_id
    UNION SELECT to_slot_id FROM preview_move WHERE preview_id = p_preview_id AND to_slot_id IS NOT NULL);
  -- Every checkpoint whose slots are written, so that keepSlots, which takes slots by time, is never in the middle of them.
  PERFORM FROM checkpoint
  WHERE id IN (SELECT checkpoint_id FROM slot WHERE id = ANY (touched)) OR plan.rules_versions ? id
  ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT FROM jsonb_each_text(plan.rules_versions) AS seen(checkpoint_id, version)
    LEFT JOIN checkpoint c ON c.id = seen.checkpoint_id
    WHERE c.rules_version IS DISTINCT FROM seen.version::int
  ) THEN
    PERFORM refuse('PREVIEW_STALE', 'rules');
  END IF;
  PERFORM FROM slot WHERE id = ANY (touched) ORDER BY id FOR NO KEY UPDATE;
  PERFORM FROM booking
  WHERE id IN (SELECT booking_id FROM preview_move WHERE preview_id = p_preview_id) ORDER BY id FOR NO KEY UPDATE;

  IF EXISTS (
    SELECT FROM preview_slot
    WHERE preview_id = p_preview_id AND bookings_hash IS NOT NULL AND bookings_hash <> hash_of_bookings(slot_id)
  ) OR EXISTS (
    SELECT FROM preview_move m JOIN booking b ON b.id = m.booking_id
    WHERE m.preview_id = p_preview_id AND (b.slot_id <> m.from_slot_id OR b.state NOT IN ('held', 'confirmed'))
  ) THEN
    PERFORM refuse('PREVIEW_STALE', 'bookings');
  ELSIF EXISTS (SELECT FROM preview_move WHERE preview_id = p_preview_id AND truck_is_at_gate(booking_id)) THEN
    PERFORM refuse('PREVIEW_STALE', 'gate');
  ELSIF EXISTS (
    SELECT FROM preview_move m JOIN slot s ON s.id IN (m.from_slot_id, m.to_slot_id)
    WHERE m.preview_id = p_preview_id AND m.to_slot_id IS NOT NULL AND s.starts_at < p_now + told_ahead
  ) THEN
    PERFORM refuse('PREVIEW_STALE', 'time');
  END IF;

  v_kind := plan.change ->> 'kind';
  v_reason := coalesce(plan.change ->> 'reason', plan.change #>> '{regime,cause}');
  PERFORM set_config('otkel.reason', v_reason, true); -- the audit writes it beside each booking
  v_regime_id := coalesce(
    apply_change(plan.change, plan.mix, p_preview_id, p_made_by, p_now), (plan.change ->> 'regimeId')::uuid);

  -- One update for each slot: a second one of the same row would check its foreign keys again.
  UPDATE slot s SET
    closed_because = CASE WHEN p.slot_id IS NULL THEN s.closed_because ELSE p.closed_because END,
    total_places = coalesce(p.total_places, s.total_places), inspected_places = coalesce(p.inspected_places, s.inspected_places),
    examined_places = coalesce(p.examined_places, s.examined_places),
    limited_by_side = CASE WHEN p.slot_id IS NULL THEN s.limited_by_side ELSE p.limited_by_side END,
    limited_by_stage = CASE WHEN p.slot_id IS NULL THEN s.limited_by_stage ELSE p.limited_by_stage END,
    kz_lanes = coalesce(p.kz_lanes, s.kz_lanes), neighbour_lanes = coalesce(p.neighbour_lanes, s.neighbour_lanes),
    total_taken = s.total_taken + coalesce(d.total, 0), inspected_taken = s.inspected_taken + coalesce(d.inspected, 0),
    examined_taken = s.examined_taken + coalesce(d.examined, 0),
    seq = nextval('live_seq')
  FROM slot written
  LEFT JOIN preview_slot p ON p.preview_id = p_preview_id AND p.slot_id = written.id AND written.starts_at > p_now
  LEFT JOIN (
    SELECT side.slot_id, sum(side.trucks) AS total, sum(side.trucks) FILTER (WHERE b.channel <> 'green') AS inspected,
      sum(side.trucks) FILTER (WHERE b.channel = 'red') AS examined
    FROM preview_move m JOIN booking b ON b.id = m.booking_id
    CROSS JOIN LATERAL (VALUES (m.from_slot_id, -1), (m.to_slot_id, 1)) AS side (slot_id, trucks)
    WHERE m.preview_id = p_preview_id AND m.to_slot_id IS NOT NULL
    GROUP BY side.slot_id
  ) d ON d.slot_id = written.id
  WHERE written.id = ANY (touched) AND s.id = written.id;
  UPDATE booking b SET slot_id = m.to_slot_id
  FROM preview_move m WHERE m.preview_id = p_preview_id AND m.booking_id = b.id AND m.to_slot_id IS NOT NULL;

  -- More trucks than places, or a truck sent to a closed slot, only where the preview showed it.
  IF EXISTS (
    SELECT FROM slot s LEFT JOIN preview_slot p ON p.preview_id = p_preview_id AND p.slot_id = s.id
    WHERE s.id = ANY (touched) AND s.starts_at > p_now AND (
      s.total_taken > greatest(s.total_places, (p.taken_after ->> 'total')::int)
      OR s.inspected_taken > greatest(s.inspected_places, (p.taken_after ->> 'inspected')::int)
      OR s.examined_taken > greatest(s.examined_places, (p.taken_after ->> 'examined')::int)
      OR s.closed_because IS NOT NULL AND s.id IN (SELECT to_slot_id FROM preview_move WHERE preview_id = p_preview_id AND to_slot_id IS NOT NULL))
  ) THEN
    PERFORM refuse('PREVIEW_STALE', 'places');
  END IF;

  UPDATE booking_move SET state = 'superseded'
  WHERE state = 'told' AND booking_id IN (SELECT booking_id FROM preview_move WHERE preview_id = p_preview_id);
  INSERT INTO booking_move (
    id, booking_id, organisation_id, from_slot_id, to_slot_id, cause, reason, preview_id, regime_id, moved_by, moved_at, state)
  SELECT gen_random_uuid(), m.booking_id, b.organisation_id, m.from_slot_id, m.to_slot_id, v_kind, v_reason, p_preview_id, v_regime_id, p_made_by,
    p_now, 'told'
  FROM preview_move m JOIN booking b ON b.id = m.booking_id WHERE m.preview_id = p_preview_id;

  -- Who was left without a place in a slot that holds all its trucks again is told that it keeps it.
  WITH kept AS (
    UPDATE booking_move m SET state = 'superseded' FROM slot s
    WHERE m.state = 'told' AND m.to_slot_id IS NULL AND m.preview_id <> p_preview_id AND s.id = m.from_slot_id AND s.id = ANY (touched)
      AND slot_fits(s) AND s.starts_at > p_now
    RETURNING m.booking_id, m.organisation_id, m.from_slot_id
  )
  INSERT INTO booking_move (
    id, booking_id, organisation_id, from_slot_id, to_slot_id, cause, reason, preview_id, regime_id, moved_by, moved_at, state)
  SELECT gen_random_uuid(), booking_id, organisation_id, from_slot_id, from_slot_id, v_kind, v_reason, p_preview_id, v_regime_id, p_made_by, p_now, 'told'
  FROM kept;

  UPDATE preview SET state = 'applied', applied_at = p_now, applied_by = p_made_by WHERE id = p_preview_id;
END $$;

-- Whether a carrier may still answer: it was told, and its truck is on its way to a slot that is not over.
CREATE FUNCTION move_is_open(p_move booking_move, p_claim booking, p_now timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_move.state = 'told' AND p_claim.state IN ('held', 'confirmed') AND NOT truck_is_at_gate(p_claim.id)
    AND EXISTS (SELECT FROM slot WHERE id = p_claim.slot_id AND ends_at > p_now);
$$;

-- A move that its carrier may answer, with its slots and its booking locked.
CREATE FUNCTION lock_open_move(p_move_id uuid, p_organisation_id text, p_now timestamptz, p_other_slot_id integer DEFAULT NULL) RETURNS booking_move
LANGUAGE plpgsql AS $$
DECLARE
  move booking_move%ROWTYPE;
  claim booking%ROWTYPE;
BEGIN
  SELECT * INTO move FROM booking_move WHERE id = p_move_id AND organisation_id = p_organisation_id;
  IF NOT FOUND THEN
    PERFORM refuse('MOVE_NOT_FOUND', 'moveId');
  END IF;
  claim := lock_booking(move.booking_id, p_other_slot_id);
  SELECT * INTO STRICT move FROM booking_move WHERE id = p_move_id FOR UPDATE;
  IF move.state <> 'told' THEN
    PERFORM refuse('MOVE_ANSWERED', 'moveId');
  ELSIF truck_is_at_gate(move.booking_id) THEN
    PERFORM refuse('TRUCK_AT_GATE', 'moveId');
  ELSIF NOT move_is_open(move, claim, p_now) THEN
    PERFORM refuse('BOOKING_NOT_ACTIVE', 'moveId');
  END IF;
  RETURN move;
END $$;

-- The carrier takes the new slot. Without one it keeps the old, if others have made room there.
CREATE FUNCTION accept_move(
  p_move_id uuid, p_organisation_id text, p_made_by text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  move booking_move%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_move_id), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  move := lock_open_move(p_move_id, p_organisation_id, p_now);
  IF move.to_slot_id IS NULL AND NOT EXISTS (SELECT FROM slot s WHERE s.id = move.from_slot_id AND slot_fits(s)) THEN
    PERFORM refuse('SLOT_FULL', 'moveId');
  END IF;
  UPDATE booking_move SET state = 'accepted', answered_by = p_made_by, answered_at = p_now WHERE id = p_move_id;
END $$;

-- The carrier takes another slot: that place is claimed and the present one freed at once, or neither. The rules are those of hold_slot. The share of
-- a class is not asked for, as when the authority moved it: the class was granted with the booking.
CREATE FUNCTION choose_slot(
  p_move_id uuid, p_slot_id integer, p_organisation_id text, p_made_by text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  move booking_move%ROWTYPE;
  claim booking%ROWTYPE;
  left_slot slot%ROWTYPE;
  taken slot%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_move_id), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  move := lock_open_move(p_move_id, p_organisation_id, p_now, p_slot_id);
  SELECT * INTO STRICT claim FROM booking WHERE id = move.booking_id;
  IF claim.slot_id = p_slot_id THEN
    PERFORM refuse('INVALID_INPUT', 'slotId');
  END IF;
  UPDATE slot SET
    total_taken = total_taken - 1,
    inspected_taken = inspected_taken - (claim.channel <> 'green')::int,
    examined_taken = examined_taken - (claim.channel = 'red')::int,
    seq = nextval('live_seq')
  WHERE id = claim.slot_id
  RETURNING * INTO left_slot;
  UPDATE slot SET
    total_taken = total_taken + 1,
    inspected_taken = inspected_taken + (claim.channel <> 'green')::int,
    examined_taken = examined_taken + (claim.channel = 'red')::int,
    seq = nextval('live_seq')
  WHERE id = p_slot_id
    AND direction = left_slot.direction
    AND starts_at > p_now
    AND closed_because IS NULL
    AND total_taken < total_places
    AND (claim.channel = 'green' OR inspected_taken < inspected_places)
    AND (claim.channel <> 'red' OR examined_taken < examined_places)
  RETURNING * INTO taken;
  IF NOT FOUND THEN
    SELECT * INTO taken FROM slot WHERE id = p_slot_id AND direction = left_slot.direction;
    PERFORM refuse(CASE
      WHEN NOT FOUND THEN 'SLOT_NOT_FOUND'
      WHEN taken.starts_at <= p_now THEN 'SLOT_IN_PAST'
      WHEN taken.closed_because IS NOT NULL THEN 'SLOT_CLOSED'
      ELSE 'SLOT_FULL' END, 'slotId');
  ELSIF EXISTS (
    SELECT FROM checkpoint c, application a
    WHERE c.id = taken.checkpoint_id AND a.id = claim.application_id AND c.access = 'bilateral' AND a.vehicle_country NOT IN ('KZ', c.neighbour)
  ) THEN
    PERFORM refuse('VEHICLE_COUNTRY_NOT_ADMITTED', 'slotId');
  ELSIF (
    SELECT count(*) FROM booking b
    WHERE b.slot_id = p_slot_id AND b.organisation_id = p_organisation_id AND b.state IN ('held', 'confirmed')
  ) >= carrier_quota(taken.total_places) THEN
    PERFORM refuse('CARRIER_QUOTA_REACHED', 'slotId');
  END IF;

  UPDATE booking SET slot_id = p_slot_id WHERE id = claim.id;
  UPDATE booking_move SET state = 'changed', answered_by = p_made_by, answered_at = p_now WHERE id = p_move_id;
  INSERT INTO booking_move (
    id, booking_id, organisation_id, from_slot_id, to_slot_id, cause, reason, moved_by, moved_at, state, answered_by, answered_at)
  VALUES (
    gen_random_uuid(), claim.id, claim.organisation_id, claim.slot_id, p_slot_id, 'carrier', '', p_made_by, p_now, 'accepted', p_made_by, p_now);
END $$;

-- The carrier gives the booking up instead. Its move is answered by the trigger below.
CREATE FUNCTION cancel_moved_booking(
  p_move_id uuid, p_organisation_id text, p_made_by text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS SETOF booking_details LANGUAGE plpgsql AS $$
DECLARE
  move booking_move%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_move_id), p_now) IS NULL THEN
    move := lock_open_move(p_move_id, p_organisation_id, p_now);
    UPDATE booking_move SET state = 'cancelled', answered_by = p_made_by, answered_at = p_now WHERE id = p_move_id;
    PERFORM cancel_claim(b, p_now) FROM booking b WHERE b.id = move.booking_id;
  END IF;
  RETURN QUERY SELECT d.* FROM booking_details d JOIN booking_move m ON m.booking_id = d.id WHERE m.id = p_move_id;
END $$;

-- A booking that is given up waits for no answer. One that crossed, or did not come, leaves its move as it was told: it stood.
CREATE FUNCTION close_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE booking_move SET state = 'cancelled', answered_at = NEW.closed_at WHERE booking_id = NEW.id AND state = 'told';
  RETURN NULL;
END $$;
CREATE TRIGGER booking_closes_moves AFTER UPDATE OF state ON booking FOR EACH ROW
  WHEN (OLD.state IN ('held', 'confirmed') AND NEW.state IN ('cancelled', 'expired')) EXECUTE FUNCTION close_moves();
