-- The live queue: gate events, where each truck is, what stands at each checkpoint, and its history.

-- CreateTable
CREATE TABLE "queue_rule" (
    "checkpoint_id" TEXT NOT NULL,
    "early_minutes" INTEGER NOT NULL,
    "grace_minutes" INTEGER NOT NULL,
    "no_show_minutes" INTEGER NOT NULL,
    "waiting_places" INTEGER NOT NULL,
    "post_places" INTEGER NOT NULL,
    "strip_places" INTEGER NOT NULL,
    "call_lead_minutes" INTEGER NOT NULL,
    "auto_call" BOOLEAN NOT NULL,
    "assumed" TEXT[],

    CONSTRAINT "queue_rule_pkey" PRIMARY KEY ("checkpoint_id")
);

-- CreateTable
CREATE TABLE "gate_event" (
    "id" UUID NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "booking_id" UUID NOT NULL,
    "checkpoint_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "post" TEXT,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "undoes" UUID,
    "state_after" TEXT NOT NULL,
    "post_after" TEXT,
    "reason" TEXT,

    CONSTRAINT "gate_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passage" (
    "booking_id" UUID NOT NULL,
    "checkpoint_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "post" TEXT,
    "since" TIMESTAMPTZ(3),
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "last_event_id" UUID,
    "class" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "punctuality" TEXT,
    "served_at" TIMESTAMPTZ(3),
    "arrived_at" TIMESTAMPTZ(3),
    "called_at" TIMESTAMPTZ(3),
    "at_post_at" TIMESTAMPTZ(3),
    "cleared_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "seq" BIGINT NOT NULL,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("booking_id")
);

-- CreateTable
CREATE TABLE "queue_status" (
    "checkpoint_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT,
    "last_event_at" TIMESTAMPTZ(3),
    "last_simulated_at" TIMESTAMPTZ(3),
    "expected" INTEGER NOT NULL DEFAULT 0,
    "waiting" INTEGER NOT NULL DEFAULT 0,
    "called" INTEGER NOT NULL DEFAULT 0,
    "first_at_post" INTEGER NOT NULL DEFAULT 0,
    "first_documents" INTEGER NOT NULL DEFAULT 0,
    "first_scan" INTEGER NOT NULL DEFAULT 0,
    "first_examination" INTEGER NOT NULL DEFAULT 0,
    "strip" INTEGER NOT NULL DEFAULT 0,
    "second_at_post" INTEGER NOT NULL DEFAULT 0,
    "second_documents" INTEGER NOT NULL DEFAULT 0,
    "second_scan" INTEGER NOT NULL DEFAULT 0,
    "second_examination" INTEGER NOT NULL DEFAULT 0,
    "cleared_last_hour" INTEGER NOT NULL DEFAULT 0,
    "oldest_arrived_at" TIMESTAMPTZ(3),
    "kz_lanes" INTEGER NOT NULL DEFAULT 0,
    "neighbour_lanes" INTEGER NOT NULL DEFAULT 0,
    "scheduled_per_hour" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "queue_status_pkey" PRIMARY KEY ("checkpoint_id","direction")
);

-- CreateTable
CREATE TABLE "queue_history" (
    "checkpoint_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "arrivals" INTEGER NOT NULL,
    "cleared" INTEGER NOT NULL,
    "waiting_mean" DOUBLE PRECISION NOT NULL,
    "waiting_max" INTEGER NOT NULL,
    "in_posts_mean" DOUBLE PRECISION NOT NULL,
    "in_posts_max" INTEGER NOT NULL,
    "wait_mean_minutes" DOUBLE PRECISION,
    "wait_p50_minutes" DOUBLE PRECISION,
    "wait_p80_minutes" DOUBLE PRECISION,
    "crossing_mean_minutes" DOUBLE PRECISION,
    "crossing_p50_minutes" DOUBLE PRECISION,
    "crossing_p80_minutes" DOUBLE PRECISION,

    CONSTRAINT "queue_history_pkey" PRIMARY KEY ("checkpoint_id","direction","starts_at")
);

-- CreateIndex
CREATE UNIQUE INDEX "gate_event_number_key" ON "gate_event"("number");

-- CreateIndex
CREATE UNIQUE INDEX "gate_event_undoes_key" ON "gate_event"("undoes");

-- CreateIndex
CREATE INDEX "gate_event_booking_id_number_idx" ON "gate_event"("booking_id", "number");

-- CreateIndex
CREATE INDEX "gate_event_checkpoint_id_direction_happened_at_idx" ON "gate_event"("checkpoint_id", "direction", "happened_at");

-- CreateIndex
CREATE INDEX "gate_event_recorded_at_idx" ON "gate_event"("recorded_at");

-- CreateIndex
CREATE INDEX "passage_checkpoint_id_direction_cleared_at_idx" ON "passage"("checkpoint_id", "direction", "cleared_at");

-- CreateIndex
CREATE INDEX "passage_checkpoint_id_direction_served_at_idx" ON "passage"("checkpoint_id", "direction", "served_at");

-- CreateIndex
CREATE INDEX "queue_history_starts_at_idx" ON "queue_history"("starts_at");

-- CreateIndex
CREATE INDEX "booking_plate_made_at_idx" ON "booking"("plate", "made_at");

-- AddForeignKey
ALTER TABLE "queue_rule" ADD CONSTRAINT "queue_rule_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_event" ADD CONSTRAINT "gate_event_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gate_event" ADD CONSTRAINT "gate_event_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage" ADD CONSTRAINT "passage_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage" ADD CONSTRAINT "passage_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_status" ADD CONSTRAINT "queue_status_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_history" ADD CONSTRAINT "queue_history_checkpoint_id_fkey" FOREIGN KEY ("checkpoint_id") REFERENCES "checkpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here: what Prisma's language cannot say.
--
-- A truck's passage is what its gate events add up to, and a queue's status what its passages add up to. Both change in the one statement that
-- appends the events. Locks, after those of a claim (write_key, slots, a class's day): bookings (by id), then queue_status (by checkpoint and
-- direction), then passages.

ALTER TABLE "booking" DROP CONSTRAINT "booking_state";
ALTER TABLE "booking"
  ADD CONSTRAINT "booking_state" CHECK ("state" IN ('held', 'confirmed', 'cancelled', 'expired', 'ended', 'no-show'));
ALTER TABLE "gate_event"
  ADD CONSTRAINT "gate_event_effect" CHECK ("effect" IN ('applied', 'late')),
  ADD CONSTRAINT "gate_event_source" CHECK ("source" IN ('gate', 'simulated')),
  ADD CONSTRAINT "gate_event_undo" CHECK (("step" = 'undo') = ("undoes" IS NOT NULL));
ALTER TABLE "passage"
  ADD CONSTRAINT "passage_state" CHECK ("state" IN ('expected', 'arrived', 'called', 'at-post', 'documents', 'scan', 'examination', 'strip', 'cleared',
    'turned-back', 'no-show', 'cancelled')),
  ADD CONSTRAINT "passage_post" CHECK (("state" IN ('at-post', 'documents', 'scan', 'examination')) = ("post" IS NOT NULL));

CREATE INDEX "passage_under_way" ON "passage" ("checkpoint_id", "direction", "state") WHERE "ended_at" IS NULL;

CREATE FUNCTION keep_gate_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'gate events are only ever added: undo one by another';
END $$;
CREATE TRIGGER gate_event_is_kept BEFORE UPDATE OR DELETE ON gate_event FOR EACH ROW EXECUTE FUNCTION keep_gate_event();
CREATE TRIGGER gate_events_are_kept BEFORE TRUNCATE ON gate_event EXECUTE FUNCTION keep_gate_event();

-- shared/gate-steps.ts says the same (mayFollow); tests/server/queues/gate-steps.test.ts compares the two for every pair.
CREATE FUNCTION gate_step_follows(p_from text, p_from_post text, p_step text, p_post text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((p_step = ANY (at_post.steps)) = (p_post IS NOT NULL) AND CASE
    WHEN p_step IN ('arrived', 'no-show') THEN p_from = 'expected'
    WHEN p_step = 'cancelled' THEN p_from IN ('expected', 'arrived')
    WHEN p_step = 'called' THEN p_from = 'arrived'
    WHEN p_step = 'at-post' THEN p_from = CASE p_post WHEN 'first' THEN 'called' ELSE 'strip' END
    WHEN p_step = 'strip' THEN p_from = ANY (at_post.steps) AND p_from_post = 'first'
    WHEN p_step = 'cleared' THEN p_from = ANY (at_post.steps) AND p_from_post = 'second'
    WHEN p_step = 'turned-back' THEN p_from NOT IN ('expected', 'cleared', 'turned-back', 'no-show', 'cancelled')
    WHEN p_step = ANY (at_post.steps) THEN p_from_post = p_post AND array_position(at_post.steps, p_from) < array_position(at_post.steps, p_step)
  END, false)
  FROM (VALUES (ARRAY['at-post', 'documents', 'scan', 'examination'])) AS at_post (steps);
$$;

-- For how long a checkpoint was closed within a time; closures that overlap count once.
CREATE FUNCTION closed_for(p_checkpoint_id text, p_direction text, p_from timestamptz, p_to timestamptz) RETURNS interval LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(upper(period) - lower(period)), interval '0')
  FROM unnest((
    SELECT range_agg(tstzrange(starts_at, ends_at) * tstzrange(p_from, p_to)) FROM closure
    WHERE checkpoint_id = p_checkpoint_id AND (direction IS NULL OR direction = p_direction) AND ends_at > p_from AND starts_at < p_to
  )) AS period;
$$;

-- When a truck of a slot is on time, and from when on it is a no-show. Both ends wait for the time the checkpoint was closed; a no-show also for as
-- long as trucks of this slot or an earlier one that had arrived still waited after the slot's end. While one of them waits now, the end moves on
-- with the clock: nobody is a no-show at a checkpoint that is behind.
CREATE FUNCTION window_of_slot(p_slot slot, p_now timestamptz, OUT arrive_from timestamptz, OUT arrive_until timestamptz, OUT no_show_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT
    p_slot.starts_at - make_interval(mins => rule.early_minutes),
    p_slot.ends_at + grace + closed_for(p_slot.checkpoint_id, p_slot.direction, p_slot.starts_at, p_slot.ends_at + grace),
    p_slot.ends_at + patience + closed_for(p_slot.checkpoint_id, p_slot.direction, p_slot.starts_at, p_slot.ends_at + patience) + (
      SELECT coalesce(max(coalesce(p.called_at, p_now) - p_slot.ends_at), interval '0') FROM passage p
      WHERE p.checkpoint_id = p_slot.checkpoint_id AND p.direction = p_slot.direction
        AND p.served_at BETWEEN p_slot.starts_at - interval '3 days' AND p_slot.starts_at
        AND (p.called_at > p_slot.ends_at OR (p.state = 'arrived' AND p_now > p_slot.ends_at)))
  FROM queue_rule rule,
    make_interval(mins => rule.grace_minutes) AS grace, make_interval(mins => rule.no_show_minutes) AS patience
  WHERE rule.checkpoint_id = p_slot.checkpoint_id;
$$;

CREATE FUNCTION iso_instant(p_at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
$$;

-- A status as shared/contract/queues.ts shows it. A count that nobody feeds is null.
CREATE FUNCTION show_queue_status(q queue_status) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'checkpointId', q.checkpoint_id, 'direction', q.direction, 'seq', q.seq, 'asOf', iso_instant(q.as_of), 'source', q.source,
    'lastEventAt', iso_instant(q.last_event_at), 'expected', q.expected,
    'openLanes', jsonb_build_object('kz', q.kz_lanes, 'neighbour', q.neighbour_lanes), 'scheduledPerHour', q.scheduled_per_hour,
    'waitingPlaces', rule.waiting_places, 'stripPlaces', rule.strip_places)
    || CASE WHEN q.source IS NULL THEN jsonb_build_object(
      'waiting', NULL, 'called', NULL, 'first', NULL, 'strip', NULL, 'second', NULL, 'clearedLastHour', NULL, 'oldestArrivedAt', NULL,
      'oldestWaitMinutes', NULL)
    ELSE jsonb_build_object(
      'waiting', q.waiting, 'called', q.called, 'strip', q.strip, 'clearedLastHour', q.cleared_last_hour,
      'first', jsonb_build_object('atPost', q.first_at_post, 'documents', q.first_documents, 'scan', q.first_scan, 'examination', q.first_examination),
      'second', jsonb_build_object(
        'atPost', q.second_at_post, 'documents', q.second_documents, 'scan', q.second_scan, 'examination', q.second_examination),
      'oldestArrivedAt', iso_instant(q.oldest_arrived_at),
      'oldestWaitMinutes', greatest(0, floor(extract(epoch FROM q.as_of - q.oldest_arrived_at) / 60))) END
  FROM queue_rule rule WHERE rule.checkpoint_id = q.checkpoint_id;
$$;

-- Writes the status of a queue anew, whole, from its passages, bookings and calendar; so it cannot drift from them. Called with every event, and by a
-- job each minute, since the last hour, the trucks expected and the open lanes change where nothing happens.
CREATE FUNCTION refresh_queue_status(
  p_checkpoint_id text, p_direction text, p_now timestamptz, p_event_at timestamptz DEFAULT NULL, p_simulated_at timestamptz DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  gate checkpoint%ROWTYPE;
  present slot%ROWTYPE;
  is_closed boolean;
  row queue_status%ROWTYPE;
BEGIN
  INSERT INTO queue_status (checkpoint_id, direction, seq, as_of) VALUES (p_checkpoint_id, p_direction, 0, p_now) ON CONFLICT DO NOTHING;
  -- A statement of its own: what is counted below is seen only after the lock.
  PERFORM FROM queue_status WHERE checkpoint_id = p_checkpoint_id AND direction = p_direction FOR UPDATE;
  SELECT * INTO STRICT gate FROM checkpoint WHERE id = p_checkpoint_id;
  SELECT * INTO present FROM slot
  WHERE checkpoint_id = p_checkpoint_id AND direction = p_direction AND starts_at > p_now - interval '1 day' AND ends_at > p_now
  ORDER BY starts_at LIMIT 1;
  is_closed := present.closed_because IS NOT NULL AND present.starts_at <= p_now;

  UPDATE queue_status q SET
    seq = nextval('live_seq'), as_of = p_now,
    last_event_at = greatest(q.last_event_at, p_event_at), last_simulated_at = greatest(q.last_simulated_at, p_simulated_at),
    source = CASE
      WHEN greatest(q.last_simulated_at, p_simulated_at) > p_now - interval '24 hours' THEN 'simulated'
      WHEN greatest(q.last_event_at, p_event_at) > p_now - interval '24 hours' THEN 'gate' END,
    waiting = t.waiting, called = t.called, strip = t.strip, oldest_arrived_at = t.oldest_arrived_at,
    first_at_post = t.first_at_post, first_documents = t.first_documents, first_scan = t.first_scan, first_examination = t.first_examination,
    second_at_post = t.second_at_post, second_documents = t.second_documents, second_scan = t.second_scan,
    second_examination = t.second_examination,
    cleared_last_hour = (
      SELECT count(*) FROM passage
      WHERE checkpoint_id = p_checkpoint_id AND direction = p_direction AND cleared_at > p_now - interval '1 hour'),
    expected = (
      SELECT count(*) FROM slot s JOIN booking b ON b.slot_id = s.id AND b.state = 'confirmed'
      LEFT JOIN passage p ON p.booking_id = b.id
      WHERE s.checkpoint_id = p_checkpoint_id AND s.direction = p_direction
        AND s.starts_at > p_now - interval '2 days' AND s.starts_at < p_now + interval '6 hours'
        AND coalesce(p.state, 'expected') = 'expected'),
    kz_lanes = CASE WHEN is_closed THEN 0 ELSE coalesce((
      SELECT lanes FROM side_capacity
      WHERE checkpoint_id = p_checkpoint_id AND direction = p_direction AND side = 'kz'
        AND local_hour = extract(hour FROM p_now AT TIME ZONE gate.kz_zone)), 0) END,
    neighbour_lanes = CASE WHEN is_closed THEN 0 ELSE coalesce((
      SELECT lanes FROM side_capacity
      WHERE checkpoint_id = p_checkpoint_id AND direction = p_direction AND side = 'neighbour'
        AND local_hour = extract(hour FROM p_now AT TIME ZONE gate.neighbour_zone)), 0) END,
    scheduled_per_hour = CASE WHEN is_closed THEN 0 ELSE
      coalesce(present.total_places * 3600 / extract(epoch FROM present.ends_at - present.starts_at), 0) END
  FROM (
    SELECT
      count(*) FILTER (WHERE state = 'arrived') AS waiting,
      count(*) FILTER (WHERE state = 'called') AS called,
      count(*) FILTER (WHERE state = 'strip') AS strip,
      count(*) FILTER (WHERE state = 'at-post' AND post = 'first') AS first_at_post,
      count(*) FILTER (WHERE state = 'documents' AND post = 'first') AS first_documents,
      count(*) FILTER (WHERE state = 'scan' AND post = 'first') AS first_scan,
      count(*) FILTER (WHERE state = 'examination' AND post = 'first') AS first_examination,
      count(*) FILTER (WHERE state = 'at-post' AND post = 'second') AS second_at_post,
      count(*) FILTER (WHERE state = 'documents' AND post = 'second') AS second_documents,
      count(*) FILTER (WHERE state = 'scan' AND post = 'second') AS second_scan,
      count(*) FILTER (WHERE state = 'examination' AND post = 'second') AS second_examination,
      min(arrived_at) FILTER (WHERE state = 'arrived') AS oldest_arrived_at
    FROM passage WHERE checkpoint_id = p_checkpoint_id AND direction = p_direction AND ended_at IS NULL
  ) t
  WHERE q.checkpoint_id = p_checkpoint_id AND q.direction = p_direction
  RETURNING q.* INTO row;
  RETURN show_queue_status(row);
END $$;

-- A booking that was over counts again, unless its vehicle has another one by now.
CREATE FUNCTION revive_booking(p_booking booking) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF p_booking.state <> 'confirmed' THEN
    UPDATE booking SET state = 'confirmed', closed_at = NULL WHERE id = p_booking.id;
  END IF;
  RETURN true;
EXCEPTION WHEN unique_violation THEN
  RETURN false; -- also where the vehicle books at this moment: to look first would break the whole batch
END $$;

-- Which booking a plate at the gate means: the active one, or else the last, so that a refusal can say what became of it.
CREATE FUNCTION booking_of_plate(p_plate text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM booking WHERE plate = p_plate ORDER BY (state = 'confirmed') DESC, (state = 'held') DESC, made_at DESC LIMIT 1;
$$;

-- Takes back the last event of a truck: it is where it was before. The event stays, and another one says that it is undone.
CREATE FUNCTION undo_gate_event(
  p_claim booking, p_truck passage, p_undoes uuid, p_id uuid, p_happened_at timestamptz, p_recorded_by text, p_source text, p_now timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  undone gate_event%ROWTYPE;
  before gate_event%ROWTYPE;
BEGIN
  SELECT * INTO undone FROM gate_event WHERE id = p_undoes AND booking_id = p_claim.id;
  IF NOT FOUND OR undone.id IS DISTINCT FROM p_truck.last_event_id THEN
    RETURN jsonb_build_object('code', 'GATE_STEP_REFUSED', 'field', 'undoes');
  ELSIF NOT revive_booking(p_claim) THEN
    RETURN jsonb_build_object('code', 'VEHICLE_ALREADY_BOOKED', 'field', 'truck');
  END IF;
  SELECT * INTO before FROM gate_event e
  WHERE e.booking_id = p_claim.id AND e.effect = 'applied' AND e.step <> 'undo' AND e.id <> undone.id
    AND NOT EXISTS (SELECT FROM gate_event u WHERE u.undoes = e.id)
  ORDER BY e.number DESC LIMIT 1;
  INSERT INTO gate_event (
    id, booking_id, checkpoint_id, direction, step, happened_at, recorded_at, recorded_by, source, effect, undoes, state_after, post_after)
  VALUES (
    p_id, p_claim.id, p_truck.checkpoint_id, p_truck.direction, 'undo', p_happened_at, p_now, p_recorded_by, p_source, 'applied', p_undoes,
    coalesce(before.step, 'expected'), before.post)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('code', 'EVENT_ID_REUSED', 'field', 'id');
  END IF;
  UPDATE passage SET
    state = coalesce(before.step, 'expected'), post = before.post, since = before.happened_at, last_event_id = before.id,
    last_at = greatest(p_happened_at, before.happened_at), seq = nextval('live_seq'),
    punctuality = CASE WHEN undone.step <> 'arrived' THEN punctuality END,
    served_at = CASE WHEN undone.step <> 'arrived' THEN served_at END,
    arrived_at = CASE WHEN undone.step <> 'arrived' THEN arrived_at END,
    called_at = CASE WHEN undone.step <> 'called' THEN called_at END,
    at_post_at = CASE WHEN undone.step <> 'at-post' OR undone.post <> 'first' THEN at_post_at END,
    cleared_at = NULL, ended_at = NULL
  WHERE booking_id = p_claim.id;
  RETURN jsonb_build_object('outcome', 'applied');
END $$;

-- What a recorded event is answered with: where its truck is now.
CREATE FUNCTION show_gate_answer(p_claim booking, p_outcome text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'outcome', p_outcome, 'bookingId', p_claim.id, 'plate', p_claim.plate, 'state', state, 'post', post, 'punctuality', punctuality)
  FROM passage WHERE booking_id = p_claim.id;
$$;

-- A truck that is late is called with the slot that is now served, behind its trucks: the slot of those at the front of the waiting area, or else
-- the slot of the hour. Never before its own.
CREATE FUNCTION slot_of_late_truck(p_slot slot, p_at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT greatest(p_slot.starts_at, least(
    (SELECT min(served_at) FROM passage
      WHERE checkpoint_id = p_slot.checkpoint_id AND direction = p_slot.direction AND state = 'arrived' AND ended_at IS NULL
        AND punctuality <> 'late'),
    date_bin(p_slot.ends_at - p_slot.starts_at, p_at, p_slot.starts_at)));
$$;

-- One event of one truck, whose booking and queue are locked. Returns {outcome, …} or {code, field, …}; what is refused changes nothing.
CREATE FUNCTION apply_gate_event(p_checkpoint_id text, p_booking_id uuid, p_event jsonb, p_recorded_by text, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_id uuid := (p_event ->> 'id')::uuid;
  v_step text := p_event ->> 'step';
  v_post text := p_event ->> 'post';
  v_undoes uuid := (p_event ->> 'undoes')::uuid;
  v_happened timestamptz(3) := (p_event ->> 'happenedAt')::timestamptz;
  v_source text := p_event ->> 'source';
  v_channel text;
  v_effect text := 'applied';
  v_punctuality text;
  v_served timestamptz;
  known gate_event%ROWTYPE;
  claim booking%ROWTYPE;
  goods application%ROWTYPE;
  target slot%ROWTYPE;
  truck passage%ROWTYPE;
  answer jsonb;
  news jsonb;
  frame record;
BEGIN
  SELECT * INTO known FROM gate_event WHERE id = v_id;
  IF FOUND THEN
    SELECT * INTO claim FROM booking WHERE id = known.booking_id;
    IF (known.checkpoint_id, known.step, known.post, known.undoes, known.happened_at)
        IS DISTINCT FROM (p_checkpoint_id, v_step, v_post, v_undoes, least(v_happened, known.recorded_at))
      OR coalesce(claim.id <> (p_event ->> 'bookingId')::uuid, claim.plate <> p_event ->> 'plate') THEN
      RETURN jsonb_build_object('code', 'EVENT_ID_REUSED', 'field', 'id');
    END IF;
    RETURN jsonb_build_object(
      'outcome', known.effect, 'bookingId', claim.id, 'plate', claim.plate, 'state', known.state_after, 'post', known.post_after,
      'punctuality', (SELECT punctuality FROM passage WHERE booking_id = claim.id));
  END IF;

  IF v_happened > p_now + interval '2 minutes' THEN
    RETURN jsonb_build_object('code', 'EVENT_IN_FUTURE', 'field', 'happenedAt');
  ELSIF v_happened < p_now - interval '3 days' THEN
    RETURN jsonb_build_object('code', 'EVENT_TOO_OLD', 'field', 'happenedAt');
  END IF;
  -- A clock that runs ahead says now: with its own time, what others record in the next two minutes would be late.
  v_happened := least(v_happened, p_now);
  SELECT * INTO claim FROM booking WHERE id = p_booking_id;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('code', 'TRUCK_NOT_FOUND', 'field', 'truck');
  END IF;
  SELECT * INTO STRICT target FROM slot WHERE id = claim.slot_id;
  IF target.checkpoint_id <> p_checkpoint_id THEN
    RETURN jsonb_build_object('code', 'WRONG_CHECKPOINT', 'field', 'truck');
  END IF;
  SELECT * INTO truck FROM passage WHERE booking_id = claim.id;
  IF NOT FOUND THEN
    truck.state := 'expected';
  END IF;
  IF claim.state IN ('held', 'expired', 'cancelled') OR (claim.state = 'ended' AND truck.last_event_id IS NULL) THEN
    RETURN jsonb_build_object('code', 'BOOKING_NOT_ACTIVE', 'field', 'truck', 'bookingState', claim.state);
  END IF;

  SELECT * INTO STRICT goods FROM application WHERE id = claim.application_id;
  IF goods.source = 'simulated' THEN
    v_source := 'simulated'; -- whatever the sender says: nothing simulated may pass for real
  END IF;
  news := jsonb_build_object('news', jsonb_build_object('direction', target.direction, 'at', v_happened, 'source', v_source));

  IF v_step = 'undo' THEN
    answer := undo_gate_event(claim, truck, v_undoes, v_id, v_happened, p_recorded_by, v_source, p_now);
    IF answer ? 'code' THEN
      RETURN answer || jsonb_build_object('fromState', truck.state, 'fromPost', truck.post);
    END IF;
    RETURN show_gate_answer(claim, 'applied') || news;
  END IF;

  -- It was there in time, and only the news came late: that is no no-show.
  IF truck.state = 'no-show' AND v_step = 'arrived' AND v_happened < truck.last_at THEN
    PERFORM undo_gate_event(claim, truck, truck.last_event_id, gen_random_uuid(), v_happened, 'otkel', truck.source, p_now);
    SELECT * INTO truck FROM passage WHERE booking_id = claim.id;
  END IF;

  IF v_happened < truck.last_at THEN
    v_effect := 'late';
  ELSIF NOT gate_step_follows(truck.state, truck.post, v_step, v_post) THEN
    RETURN jsonb_build_object('code', 'GATE_STEP_REFUSED', 'field', 'step', 'fromState', truck.state, 'fromPost', truck.post);
  ELSIF v_step = 'called' THEN
    v_channel := channel_of_goods(goods.hs_code); -- rules may have changed since the booking
    IF v_channel = 'blocked' THEN
      RETURN jsonb_build_object('code', 'CARGO_BLOCKED', 'field', 'truck');
    END IF;
  ELSIF v_step = 'arrived' THEN
    SELECT * INTO STRICT frame FROM window_of_slot(target, p_now);
    v_punctuality := CASE WHEN v_happened < frame.arrive_from THEN 'early' WHEN v_happened > frame.arrive_until THEN 'late' ELSE 'on-time' END;
    v_served := CASE WHEN v_punctuality = 'late' THEN slot_of_late_truck(target, v_happened) ELSE target.starts_at END;
  END IF;

  INSERT INTO gate_event (
    id, booking_id, checkpoint_id, direction, step, post, happened_at, recorded_at, recorded_by, source, effect, state_after, post_after, reason)
  VALUES (
    v_id, claim.id, p_checkpoint_id, target.direction, v_step, v_post, v_happened, p_now, p_recorded_by, v_source, v_effect,
    CASE v_effect WHEN 'late' THEN truck.state ELSE v_step END, CASE v_effect WHEN 'late' THEN truck.post ELSE v_post END, p_event ->> 'reason')
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('code', 'EVENT_ID_REUSED', 'field', 'id'); -- by another truck, at this moment
  END IF;
  IF v_effect = 'late' THEN
    RETURN show_gate_answer(claim, 'late') || news;
  END IF;

  INSERT INTO passage AS p (
    booking_id, checkpoint_id, direction, state, post, since, last_at, last_event_id, class, channel, source, punctuality, served_at, arrived_at, seq)
  VALUES (
    claim.id, p_checkpoint_id, target.direction, v_step, v_post, v_happened, v_happened, v_id, claim.class, claim.channel, v_source,
    v_punctuality, v_served, v_happened, nextval('live_seq'))
  ON CONFLICT (booking_id) DO UPDATE SET
    state = v_step, post = v_post, since = v_happened, last_at = v_happened, last_event_id = v_id, source = v_source,
    channel = coalesce(v_channel, p.channel), punctuality = coalesce(v_punctuality, p.punctuality), served_at = coalesce(v_served, p.served_at),
    arrived_at = CASE WHEN v_step = 'arrived' THEN v_happened ELSE p.arrived_at END,
    called_at = CASE WHEN v_step = 'called' THEN v_happened ELSE p.called_at END,
    at_post_at = CASE WHEN v_step = 'at-post' AND v_post = 'first' THEN v_happened ELSE p.at_post_at END,
    cleared_at = CASE WHEN v_step = 'cleared' THEN v_happened END,
    ended_at = CASE WHEN v_step IN ('cleared', 'turned-back') THEN v_happened END,
    seq = nextval('live_seq');
  IF v_step IN ('cleared', 'turned-back') THEN
    UPDATE booking SET state = 'ended', closed_at = v_happened WHERE id = claim.id;
  END IF;
  RETURN show_gate_answer(claim, 'applied') || news;
END $$;

-- A whole batch in one statement: in the order in which it happened, each event with its own answer, all of one checkpoint. Returns the answers in
-- the order sent and the statuses of the queues they belong to.
CREATE FUNCTION record_gate_events(p_checkpoint_id text, p_events jsonb, p_recorded_by text, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  resolved jsonb;
  answers jsonb := '{}';
  statuses jsonb;
  item record;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('place', e.place, 'event', e.event, 'booking',
    coalesce((e.event ->> 'bookingId')::uuid, booking_of_plate(e.event ->> 'plate')))) INTO resolved
  FROM jsonb_array_elements(p_events) WITH ORDINALITY AS e(event, place);
  PERFORM FROM booking
  WHERE id IN (SELECT r.booking FROM jsonb_to_recordset(resolved) AS r(booking uuid)) ORDER BY id FOR NO KEY UPDATE;
  PERFORM FROM queue_status WHERE checkpoint_id = p_checkpoint_id ORDER BY direction FOR UPDATE;

  FOR item IN
    SELECT * FROM jsonb_to_recordset(resolved) AS r(place integer, event jsonb, booking uuid)
    ORDER BY (r.event ->> 'happenedAt')::timestamptz, r.place
  LOOP
    answers := answers || jsonb_build_object(item.place, apply_gate_event(p_checkpoint_id, item.booking, item.event, p_recorded_by, p_now));
  END LOOP;

  -- What was sent again is no news, and changes nothing.
  SELECT coalesce(jsonb_agg(refresh_queue_status(p_checkpoint_id, direction, p_now, at, simulated_at)), '[]') INTO statuses
  FROM (
    SELECT n.direction, max(n.at) AS at, max(n.at) FILTER (WHERE n.source = 'simulated') AS simulated_at
    FROM jsonb_each(answers) AS each(place, answer), jsonb_to_record(answer -> 'news') AS n(direction text, at timestamptz, source text)
    WHERE answer ? 'news' GROUP BY n.direction ORDER BY n.direction
  ) fed;
  RETURN jsonb_build_object('statuses', statuses, 'answers', (
    SELECT jsonb_agg(answer ORDER BY place::integer) FROM jsonb_each(answers) AS each(place, answer)));
END $$;

-- Confirmed bookings that did not come are no-shows when their window is over; they free nothing of a slot that is past. Only an event later than the
-- window shows that somebody is there to see them come: a gate that is silent has not missed anybody. Returns the statuses that changed.
CREATE FUNCTION end_no_shows(p_checkpoint_id text, p_now timestamptz) RETURNS TABLE (status jsonb, booking_ids uuid[]) LANGUAGE plpgsql AS $$
DECLARE
  heard_at timestamptz;
  due uuid[];
  claim record;
  v_event uuid;
  gone uuid[] := '{}';
BEGIN
  SELECT max(last_event_at) INTO heard_at FROM queue_status WHERE checkpoint_id = p_checkpoint_id;
  -- Nearly always nobody: then nothing is locked.
  SELECT array_agg(b.id) INTO due
  FROM queue_rule rule JOIN slot s ON s.checkpoint_id = rule.checkpoint_id JOIN booking b ON b.slot_id = s.id AND b.state = 'confirmed'
  LEFT JOIN passage p ON p.booking_id = b.id
  WHERE rule.checkpoint_id = p_checkpoint_id AND s.starts_at > p_now - interval '8 days' AND s.closed_because IS NULL
    AND s.ends_at <= least(p_now, heard_at) - make_interval(mins => rule.no_show_minutes) AND coalesce(p.state, 'expected') = 'expected';
  IF due IS NULL OR heard_at IS NULL THEN
    RETURN;
  END IF;
  PERFORM FROM booking WHERE id = ANY (due) ORDER BY id FOR NO KEY UPDATE;
  PERFORM FROM queue_status WHERE checkpoint_id = p_checkpoint_id ORDER BY direction FOR UPDATE;

  FOR claim IN
    SELECT b.*, s.direction, greatest(frame.no_show_at, p.last_at + interval '1 hour') AS no_show_at, CASE a.source WHEN 'simulated' THEN 'simulated' ELSE 'gate' END AS feed
    FROM slot s JOIN booking b ON b.slot_id = s.id AND b.state = 'confirmed'
    JOIN application a ON a.id = b.application_id
    LEFT JOIN passage p ON p.booking_id = b.id
    CROSS JOIN LATERAL window_of_slot(s, p_now) AS frame
    WHERE b.id = ANY (due) AND coalesce(p.state, 'expected') = 'expected'
      -- Who undid a no-show knows that the truck comes: it has an hour.
      AND greatest(frame.no_show_at, p.last_at + interval '1 hour') <= least(p_now, heard_at)
    ORDER BY b.id
  LOOP
    v_event := gen_random_uuid();
    INSERT INTO gate_event (
      id, booking_id, checkpoint_id, direction, step, happened_at, recorded_at, recorded_by, source, effect, state_after)
    VALUES (v_event, claim.id, p_checkpoint_id, claim.direction, 'no-show', claim.no_show_at, p_now, 'otkel', claim.feed, 'applied', 'no-show');
    INSERT INTO passage (
      booking_id, checkpoint_id, direction, state, since, last_at, last_event_id, class, channel, source, ended_at, seq)
    VALUES (
      claim.id, p_checkpoint_id, claim.direction, 'no-show', claim.no_show_at, claim.no_show_at, v_event, claim.class, claim.channel, claim.feed,
      claim.no_show_at, nextval('live_seq'))
    ON CONFLICT (booking_id) DO UPDATE SET
      state = 'no-show', since = excluded.since, last_at = excluded.last_at, last_event_id = v_event, ended_at = excluded.ended_at,
      seq = nextval('live_seq');
    UPDATE booking SET state = 'no-show', closed_at = claim.no_show_at WHERE id = claim.id;
    gone := gone || claim.id;
  END LOOP;
  RETURN QUERY SELECT refresh_queue_status(p_checkpoint_id, d.direction, p_now),
      array_agg(d.id) FROM (SELECT s.direction, b.id FROM booking b JOIN slot s ON s.id = b.slot_id WHERE b.id = ANY (gone)) d GROUP BY d.direction;
END $$;

-- A carrier may cancel until its truck is called. From the waiting area it leaves with an event of its own.
CREATE FUNCTION leave_queue() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  truck passage%ROWTYPE;
  v_event uuid := gen_random_uuid();
BEGIN
  SELECT * INTO truck FROM passage WHERE booking_id = NEW.id;
  IF NOT FOUND OR truck.ended_at IS NOT NULL THEN
    RETURN NEW;
  ELSIF NOT gate_step_follows(truck.state, truck.post, 'cancelled', NULL) THEN
    PERFORM refuse('TRUCK_AT_GATE', 'bookingId');
  END IF;
  PERFORM FROM queue_status WHERE checkpoint_id = truck.checkpoint_id ORDER BY direction FOR UPDATE;
  INSERT INTO gate_event (
    id, booking_id, checkpoint_id, direction, step, happened_at, recorded_at, recorded_by, source, effect, state_after)
  VALUES (
    v_event, NEW.id, truck.checkpoint_id, truck.direction, 'cancelled', NEW.closed_at, NEW.closed_at, 'carrier', truck.source, 'applied', 'cancelled');
  UPDATE passage SET
    state = 'cancelled', post = NULL, since = NEW.closed_at, last_at = NEW.closed_at, last_event_id = v_event, ended_at = NEW.closed_at,
    seq = nextval('live_seq')
  WHERE booking_id = NEW.id;
  PERFORM refresh_queue_status(truck.checkpoint_id, truck.direction, NEW.closed_at);
  RETURN NEW;
END $$;
CREATE TRIGGER booking_leaves_queue BEFORE UPDATE OF state ON booking FOR EACH ROW
  WHEN (OLD.state = 'confirmed' AND NEW.state = 'cancelled') EXECUTE FUNCTION leave_queue();

-- A truck at the gate never moves to another slot, whoever plans it.
CREATE FUNCTION keep_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM passage WHERE booking_id = NEW.id AND state <> 'expected' AND ended_at IS NULL) THEN
    PERFORM refuse('TRUCK_AT_GATE', 'bookingId');
  END IF;
  UPDATE passage SET (checkpoint_id, direction) = (SELECT checkpoint_id, direction FROM slot WHERE id = NEW.slot_id) WHERE booking_id = NEW.id;
  RETURN NEW;
END $$;
CREATE TRIGGER booking_stays_at_gate BEFORE UPDATE OF slot_id ON booking FOR EACH ROW
  WHEN (OLD.slot_id <> NEW.slot_id) EXECUTE FUNCTION keep_at_gate();

-- As before, but not for trucks at the gate, and not where a gate reports: there a truck that did not come is a no-show, after its window. A slot
-- that the checkpoint closed ends without blame.
CREATE OR REPLACE FUNCTION end_past_bookings(p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  due uuid[];
  ended integer;
BEGIN
  SELECT array_agg(b.id) INTO due FROM booking b JOIN slot s ON s.id = b.slot_id
  WHERE b.state = 'confirmed' AND s.ends_at <= p_now
    AND NOT EXISTS (SELECT FROM passage p WHERE p.booking_id = b.id AND p.state <> 'expected')
    AND (s.closed_because IS NOT NULL OR NOT EXISTS (
      SELECT FROM queue_status q WHERE q.checkpoint_id = s.checkpoint_id AND q.last_event_at > p_now - interval '24 hours'));
  IF due IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM FROM booking WHERE id = ANY (due) ORDER BY id FOR NO KEY UPDATE;
  -- Looked at again under the lock: an event does not change its booking's row, so that one which this waited for would go unseen.
  UPDATE booking b SET state = 'ended', closed_at = s.ends_at FROM slot s
  WHERE b.id = ANY (due) AND s.id = b.slot_id AND b.state = 'confirmed' AND s.ends_at <= p_now
    AND NOT EXISTS (SELECT FROM passage p WHERE p.booking_id = b.id AND p.state <> 'expected');
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;

-- As before, and a no-show has used up its class's share of the day, too.
CREATE OR REPLACE FUNCTION class_is_full(p_slot slot, p_class text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM quota q
    CROSS JOIN LATERAL (
      SELECT array_agg(s.id) AS slot_ids, sum(s.total_places) AS places FROM slot s
      WHERE s.checkpoint_id = p_slot.checkpoint_id AND s.direction = p_slot.direction AND s.local_date = p_slot.local_date
        AND s.starts_at > p_slot.starts_at - interval '1 day' AND s.starts_at < p_slot.starts_at + interval '1 day'
    ) day
    WHERE q.kind = 'class-day' AND q.class = p_class
      AND (
        SELECT count(*) FROM booking b
        WHERE b.slot_id = ANY (day.slot_ids) AND b.class = p_class AND b.state IN ('held', 'confirmed', 'ended', 'no-show')
      ) >= greatest(q.minimum, floor(q.share * day.places + 1e-9))
  );
$$;

-- Builds the buckets of ten minutes that events recorded since p_since can have changed, those since p_since, and those of the last two hours;
-- running it again gives the same. Between two changes a count stands still, so mean and maximum are exact. Returns how many buckets it wrote.
CREATE FUNCTION build_queue_history(p_since timestamptz, p_now timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  bucket CONSTANT interval := interval '10 minutes';
  v_to timestamptz := date_bin(bucket, p_now, 'epoch');
  v_from timestamptz;
  written integer;
BEGIN
  SELECT date_bin(bucket, greatest(p_now - interval '7 days', least(p_now - interval '2 hours', p_since, min(least(e.happened_at, u.happened_at)))), 'epoch') INTO v_from
  FROM gate_event e LEFT JOIN gate_event u ON u.id = e.undoes WHERE e.recorded_at >= p_since;

  WITH span AS (
    SELECT checkpoint_id, direction, b AS starts_at
    FROM queue_status CROSS JOIN generate_series(v_from, v_to - bucket, bucket) AS b WHERE last_event_at IS NOT NULL
  ), queue AS (
    SELECT checkpoint_id, direction, starts_at, fed.source
    FROM span CROSS JOIN LATERAL (
      SELECT e.source FROM gate_event e
      WHERE e.checkpoint_id = span.checkpoint_id AND e.direction = span.direction
        AND e.happened_at < span.starts_at + bucket AND e.happened_at >= span.starts_at + bucket - interval '24 hours'
      ORDER BY e.happened_at DESC LIMIT 1
    ) fed
  ), truck AS (
    SELECT * FROM passage WHERE arrived_at < v_to AND (ended_at IS NULL OR ended_at > v_from)
  ), step AS (
    SELECT checkpoint_id, direction, starts_at AS at, 0 AS waiting, 0 AS in_posts FROM span
    UNION ALL SELECT checkpoint_id, direction, greatest(arrived_at, v_from), 1, 0 FROM truck
    -- Asked for what has happened: greatest() would take a time that is missing for v_from.
    UNION ALL SELECT checkpoint_id, direction, greatest(coalesce(called_at, ended_at), v_from), -1, 0 FROM truck
      WHERE coalesce(called_at, ended_at) IS NOT NULL
    UNION ALL SELECT checkpoint_id, direction, greatest(called_at, v_from), 0, 1 FROM truck WHERE called_at IS NOT NULL
    UNION ALL SELECT checkpoint_id, direction, greatest(ended_at, v_from), 0, -1 FROM truck WHERE called_at IS NOT NULL AND ended_at IS NOT NULL
  ), level AS (
    SELECT checkpoint_id, direction, at, date_bin(bucket, at, 'epoch') AS starts_at,
      sum(waiting) OVER changes AS waiting, sum(in_posts) OVER changes AS in_posts,
      extract(epoch FROM coalesce(lead(at) OVER changes, v_to) - at) / extract(epoch FROM bucket) AS share
    FROM step WHERE at < v_to
    WINDOW changes AS (PARTITION BY checkpoint_id, direction ORDER BY at)
  ), count_of AS (
    SELECT checkpoint_id, direction, starts_at, sum(waiting * share) AS waiting_mean, max(waiting) AS waiting_max,
      sum(in_posts * share) AS in_posts_mean, max(in_posts) AS in_posts_max
    FROM level WHERE share > 0 GROUP BY 1, 2, 3
  ), arrival AS (
    SELECT checkpoint_id, direction, date_bin(bucket, arrived_at, 'epoch') AS starts_at, count(*) AS trucks
    FROM passage WHERE arrived_at >= v_from AND arrived_at < v_to GROUP BY 1, 2, 3
  ), way AS (
    SELECT checkpoint_id, direction, date_bin(bucket, cleared_at, 'epoch') AS starts_at,
      extract(epoch FROM at_post_at - arrived_at) / 60 AS wait, extract(epoch FROM cleared_at - arrived_at) / 60 AS crossing
    FROM passage WHERE cleared_at >= v_from AND cleared_at < v_to
  ), cleared AS (
    SELECT checkpoint_id, direction, starts_at, count(*) AS trucks, avg(wait) AS wait_mean, avg(crossing) AS crossing_mean,
      percentile_cont(ARRAY[0.5, 0.8]) WITHIN GROUP (ORDER BY wait) AS waits,
      percentile_cont(ARRAY[0.5, 0.8]) WITHIN GROUP (ORDER BY crossing) AS crossings
    FROM way GROUP BY 1, 2, 3
  )
  INSERT INTO queue_history (
    checkpoint_id, direction, starts_at, source, arrivals, cleared, waiting_mean, waiting_max, in_posts_mean, in_posts_max,
    wait_mean_minutes, wait_p50_minutes, wait_p80_minutes, crossing_mean_minutes, crossing_p50_minutes, crossing_p80_minutes)
  SELECT q.checkpoint_id, q.direction, q.starts_at, q.source, coalesce(a.trucks, 0), coalesce(c.trucks, 0),
    coalesce(n.waiting_mean, 0), coalesce(n.waiting_max, 0), coalesce(n.in_posts_mean, 0), coalesce(n.in_posts_max, 0),
    c.wait_mean, c.waits[1], c.waits[2], c.crossing_mean, c.crossings[1], c.crossings[2]
  FROM queue q
  LEFT JOIN count_of n USING (checkpoint_id, direction, starts_at)
  LEFT JOIN arrival a USING (checkpoint_id, direction, starts_at)
  LEFT JOIN cleared c USING (checkpoint_id, direction, starts_at)
  ORDER BY q.checkpoint_id, q.direction, q.starts_at
  ON CONFLICT (checkpoint_id, direction, starts_at) DO UPDATE SET
    source = excluded.source, arrivals = excluded.arrivals, cleared = excluded.cleared, waiting_mean = excluded.waiting_mean,
    waiting_max = excluded.waiting_max, in_posts_mean = excluded.in_posts_mean, in_posts_max = excluded.in_posts_max,
    wait_mean_minutes = excluded.wait_mean_minutes, wait_p50_minutes = excluded.wait_p50_minutes, wait_p80_minutes = excluded.wait_p80_minutes,
    crossing_mean_minutes = excluded.crossing_mean_minutes, crossing_p50_minutes = excluded.crossing_p50_minutes,
    crossing_p80_minutes = excluded.crossing_p80_minutes;
  GET DIAGNOSTICS written = ROW_COUNT;
  RETURN written;
END $$;
