-- Rounds: applications that wait for one, the plans, and what they decided.


-- AlterTable
ALTER TABLE "application" ADD COLUMN     "flexible" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'placed';

-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "horizon_from" TIMESTAMPTZ(3) NOT NULL,
    "horizon_to" TIMESTAMPTZ(3) NOT NULL,
    "seed" TEXT NOT NULL,
    "made_by" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "failure" TEXT,
    "requests" INTEGER,
    "lower_bound" BIGINT,
    "compute_seconds" DOUBLE PRECISION,
    "objective" BIGINT,
    "assigned" INTEGER,
    "in_window" INTEGER,
    "seq" BIGINT NOT NULL,
    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_decision" (
    "plan_id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "lottery_number" BIGINT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "slot_id" INTEGER,
    "delay_cost" INTEGER NOT NULL,
    "detour_cost" INTEGER NOT NULL,
    "penalty" INTEGER NOT NULL,
    "in_window" BOOLEAN NOT NULL,
    "explanation" JSONB,
    CONSTRAINT "plan_decision_pkey" PRIMARY KEY ("plan_id","application_id")
);

-- CreateIndex
CREATE INDEX "plan_made_at_id_idx" ON "plan"("made_at", "id");

-- CreateIndex
CREATE INDEX "plan_decision_application_id_idx" ON "plan_decision"("application_id");

-- CreateIndex
CREATE INDEX "plan_decision_slot_id_idx" ON "plan_decision"("slot_id");

-- AddForeignKey
ALTER TABLE "plan_decision" ADD CONSTRAINT "plan_decision_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_decision" ADD CONSTRAINT "plan_decision_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_decision" ADD CONSTRAINT "plan_decision_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "slot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand from here: what Prisma's language cannot say.

ALTER TABLE "application"
  ADD CONSTRAINT "application_state" CHECK ("state" IN ('open', 'placed', 'unplaced', 'withdrawn'));
ALTER TABLE "plan"
  ADD CONSTRAINT "plan_state" CHECK ("state" IN ('queued', 'running', 'applying', 'published', 'cancelled', 'failed')),
  ADD CONSTRAINT "plan_horizon" CHECK ("horizon_from" < "horizon_to");
ALTER TABLE "plan_decision"
  ADD CONSTRAINT "plan_decision_outcome" CHECK ("outcome" IN ('pending', 'refused', 'booked', 'lost-race', 'unplaced'));

-- One chance per vehicle: a second application for it would be a second lottery ticket.
CREATE UNIQUE INDEX "application_open_plate" ON "application" ("plate") WHERE "state" = 'open';
CREATE UNIQUE INDEX "application_open_vin" ON "application" ("vin") WHERE "state" = 'open';
CREATE INDEX "application_open_window" ON "application" ("latest_at") WHERE "state" = 'open';
CREATE INDEX "plan_decision_pending" ON "plan_decision" ("plan_id", "slot_id", "lottery_number", "application_id") WHERE "outcome" = 'pending';
-- One round at a time: two that run beside each other would plan the same places.
CREATE UNIQUE INDEX "plan_under_way" ON "plan" ((true)) WHERE "state" IN ('queued', 'running', 'applying');

-- A batch of one carrier, each judged by itself. Returns per item, in their order, {id, channel} or {id, code, field}. Sent again, under the key or
-- item by item under its id, it gives the same.
CREATE FUNCTION submit_applications(
  p_scope text, p_key text, p_request_hash text, p_organisation_id text, p_made_by text, p_source text, p_items jsonb, p_now timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  judged jsonb;
  answer jsonb;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, NULL, p_now);
  IF known IS NOT NULL THEN
    RETURN known;
  END IF;

  SELECT coalesce(jsonb_agg(item || jsonb_build_object('place', place, 'channel', channel, 'code', code)), '[]') INTO judged
  FROM (
    SELECT e.item, e.place, goods.channel, CASE
      WHEN c.id IS NULL THEN 'CHECKPOINT_NOT_FOUND'
      WHEN (e.item ->> 'latestAt')::timestamptz <= p_now THEN 'INVALID_INPUT'
      WHEN c.access = 'bilateral' AND e.item ->> 'country' NOT IN ('KZ', c.neighbour) THEN 'VEHICLE_COUNTRY_NOT_ADMITTED'
      WHEN goods.channel = 'blocked' THEN 'CARGO_BLOCKED' END AS code
    FROM jsonb_array_elements(p_items) WITH ORDINALITY AS e(item, place)
    LEFT JOIN checkpoint c ON c.id = e.item ->> 'checkpointId'
    CROSS JOIN LATERAL (SELECT channel_of_goods(e.item ->> 'hsCode') AS channel) goods
  ) judgement;

  INSERT INTO application (
    id, organisation_id, made_by, made_at, source, checkpoint_id, direction, earliest_at, latest_at, class, channel, plate, vin,
    vehicle_country, driver_name, hs_code, cargo_description, gross_weight_kg, state, flexible)
  SELECT
    i.id, p_organisation_id, p_made_by, p_now, p_source, i."checkpointId", i.direction, i."earliestAt", i."latestAt", i.class, i.channel, i.plate,
    i.vin, i.country, i."driverName", i."hsCode", i.description, i."grossWeightKg", 'open', i.flexible
  FROM jsonb_to_recordset(judged) AS i(
    id uuid, "checkpointId" text, direction text, "earliestAt" timestamptz, "latestAt" timestamptz, class text, channel text, plate text, vin text,
    country text, "driverName" text, "hsCode" text, description text, "grossWeightKg" integer, flexible boolean, code text)
  WHERE i.code IS NULL
  ORDER BY i.plate -- so that two batches with the same vehicles wait for each other and not in a circle
  ON CONFLICT DO NOTHING;

  -- A statement of its own, so that it sees what the one above met.
  SELECT coalesce(jsonb_agg(CASE
      WHEN a.id IS NOT NULL AND a.organisation_id = p_organisation_id AND (a.plate, a.vin, a.checkpoint_id, a.direction, a.earliest_at, a.latest_at)
        = (i.plate, i.vin, i."checkpointId", i.direction, i."earliestAt", i."latestAt") THEN jsonb_build_object('id', i.id, 'channel', a.channel)
      WHEN i.code IS NOT NULL THEN jsonb_build_object('id', i.id, 'code', i.code, 'field', CASE i.code
        WHEN 'CHECKPOINT_NOT_FOUND' THEN 'checkpointId'
        WHEN 'INVALID_INPUT' THEN 'latestAt'
        WHEN 'VEHICLE_COUNTRY_NOT_ADMITTED' THEN 'vehicle.country'
        ELSE 'cargo.hsCode' END)
      WHEN a.id IS NOT NULL THEN jsonb_build_object('id', i.id, 'code', 'APPLICATION_ID_TAKEN', 'field', 'id')
      ELSE jsonb_build_object('id', i.id, 'code', 'VEHICLE_ALREADY_APPLIED', 'field', 'vehicle')
    END ORDER BY i.place), '[]') INTO answer
  FROM jsonb_to_recordset(judged) AS i(
    id uuid, place integer, "checkpointId" text, direction text, "earliestAt" timestamptz, "latestAt" timestamptz, plate text, vin text, code text)
  LEFT JOIN application a ON a.id = i.id;

  UPDATE write_key SET outcome = answer WHERE scope = p_scope AND key = p_key;
  RETURN answer;
END $$;

-- Claims the slots of the next pending decisions of a plan, by the rules of hold_slot and in one transaction, and confirms them. A refusal is
-- written to its decision. What is decided is pending no more, so a call that is repeated goes on from there.
--
-- Locks: the plan, applications, then slots (by id), the days of classes (by key), bookings, as in every claim.
--
-- Two rules differ from hold_slot, both in the truck's favour: goods were screened when the application was made and are again at the call, and a truck
-- whose class has used up its share of the day goes as a general one, as the refusal of hold_slot advises.
CREATE FUNCTION place_applications(p_plan_id uuid, p_limit integer, p_now timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  chunk uuid[];
  item record;
  target slot%ROWTYPE;
  refusal text;
  v_class text;
  v_outcome text;
  changed integer[] := '{}';
BEGIN
  -- A worker that was taken for dead may still be at it: of two, one waits here.
  PERFORM FROM plan WHERE id = p_plan_id AND state = 'applying' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('decided', 0, 'slots', '[]'::jsonb);
  END IF;
  chunk := ARRAY(
    SELECT application_id FROM plan_decision WHERE plan_id = p_plan_id AND outcome = 'pending'
    ORDER BY slot_id, lottery_number, application_id LIMIT p_limit);
  PERFORM FROM application WHERE id = ANY (chunk) ORDER BY id FOR UPDATE;
  PERFORM FROM slot WHERE id IN (SELECT slot_id FROM plan_decision WHERE plan_id = p_plan_id AND application_id = ANY (chunk)) ORDER BY id FOR UPDATE;
  PERFORM pg_advisory_xact_lock(key) FROM (
    SELECT DISTINCT hashtextextended(concat_ws('/', s.checkpoint_id, s.direction, s.local_date, a.class), 0) AS key
    FROM plan_decision d JOIN application a ON a.id = d.application_id JOIN slot s ON s.id = d.slot_id
    WHERE d.plan_id = p_plan_id AND d.application_id = ANY (chunk) AND a.class <> 'general'
    ORDER BY key
  ) class_days;

  FOR item IN
    SELECT a.*, d.slot_id, c.access, c.neighbour
    FROM plan_decision d
    JOIN application a ON a.id = d.application_id
    JOIN slot s ON s.id = d.slot_id
    JOIN checkpoint c ON c.id = s.checkpoint_id
    WHERE d.plan_id = p_plan_id AND d.application_id = ANY (chunk)
    ORDER BY d.slot_id, d.lottery_number, d.application_id
  LOOP
    SELECT * INTO STRICT target FROM slot WHERE id = item.slot_id;
    refusal := CASE
      WHEN item.state <> 'open' THEN 'WITHDRAWN'
      WHEN item.access = 'bilateral' AND item.vehicle_country NOT IN ('KZ', item.neighbour) THEN 'VEHICLE_COUNTRY_NOT_ADMITTED'
      WHEN target.starts_at <= p_now THEN 'SLOT_IN_PAST'
      WHEN target.closed_because IS NOT NULL THEN 'SLOT_CLOSED'
      WHEN target.total_taken >= target.total_places
        OR item.channel <> 'green' AND target.inspected_taken >= target.inspected_places
        OR item.channel = 'red' AND target.examined_taken >= target.examined_places THEN 'SLOT_FULL'
      WHEN (
        SELECT count(*) FROM booking b
        WHERE b.slot_id = item.slot_id AND b.organisation_id = item.organisation_id AND b.state IN ('held', 'confirmed')
      ) >= carrier_quota(target.total_places) THEN 'CARRIER_QUOTA_REACHED'
    END;

    IF refusal IS NULL THEN
      v_class := item.class;
      IF v_class <> 'general' AND class_is_full(target, v_class) THEN
        v_class := 'general';
      END IF;
      INSERT INTO booking (
        id, application_id, organisation_id, slot_id, state, class, channel, plate, vin, made_at, hold_expires_at, confirmed_at)
      VALUES (
        gen_random_uuid(), item.id, item.organisation_id, item.slot_id, 'confirmed', v_class, item.channel, item.plate, item.vin, p_now, p_now, p_now)
      ON CONFLICT DO NOTHING;
      IF FOUND THEN
        UPDATE slot SET
          total_taken = total_taken + 1,
          inspected_taken = inspected_taken + (item.channel <> 'green')::int,
          examined_taken = examined_taken + (item.channel = 'red')::int,
          seq = nextval('live_seq')
        WHERE id = item.slot_id;
        UPDATE application SET state = 'placed' WHERE id = item.id;
        changed := changed || item.slot_id;
      ELSE
        refusal := 'VEHICLE_ALREADY_BOOKED';
      END IF;
    END IF;

    v_outcome := CASE
      WHEN refusal IS NULL THEN 'booked'
      WHEN refusal IN ('SLOT_FULL', 'SLOT_CLOSED', 'SLOT_IN_PAST', 'CARRIER_QUOTA_REACHED') THEN 'refused' -- another slot may do
      ELSE 'unplaced' END;
    UPDATE plan_decision SET reason = refusal, outcome = v_outcome, slot_id = CASE v_outcome WHEN 'unplaced' THEN NULL ELSE slot_id END
    WHERE plan_id = p_plan_id AND application_id = item.id;
  END LOOP;

  RETURN jsonb_build_object('decided', coalesce(array_length(chunk, 1), 0), 'slots', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'checkpointId', checkpoint_id)), '[]') FROM slot WHERE id = ANY (changed)));
END $$;

-- Closes a plan that has nothing pending: what the claim refused to the last has no slot, and neither have their applications. Safe to repeat.
CREATE FUNCTION publish_plan(p_plan_id uuid, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM plan WHERE id = p_plan_id AND state = 'applying' FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM plan_decision WHERE plan_id = p_plan_id AND outcome = 'pending') THEN
    RETURN;
  END IF;
  UPDATE plan_decision SET
    slot_id = NULL,
    outcome = CASE WHEN reason = 'CARRIER_QUOTA_REACHED' THEN 'unplaced' ELSE 'lost-race' END
  WHERE plan_id = p_plan_id AND outcome = 'refused';
  UPDATE application SET state = 'unplaced'
  WHERE state = 'open' AND id IN (SELECT application_id FROM plan_decision WHERE plan_id = p_plan_id AND outcome <> 'booked');
  UPDATE plan SET (state, ended_at, progress, seq, assigned, in_window, objective) = (
    SELECT 'published', p_now, 1, nextval('live_seq'), count(*) FILTER (WHERE outcome = 'booked'), count(*) FILTER (WHERE outcome = 'booked' AND d.in_window),
      coalesce(sum(CASE WHEN outcome = 'booked' THEN delay_cost + detour_cost ELSE penalty END), 0)
    FROM plan_decision d WHERE plan_id = p_plan_id)
  WHERE id = p_plan_id;
END $$;
