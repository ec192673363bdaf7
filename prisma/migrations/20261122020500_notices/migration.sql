-- Notices: what somebody is to be told is written by triggers, in the transaction of what happened; a job makes notices of it. And the guard that keeps mass
-- messages back.

-- CreateIndex
CREATE INDEX "notice_event_at_idx" ON "notice_event"("at");

-- CreateIndex
CREATE INDEX "notice_at_idx" ON "notice"("at");

-- CreateIndex
CREATE INDEX "webhook_delivery_made_at_idx" ON "webhook_delivery"("made_at");

-- By hand from here: what Prisma's language cannot say.

-- What waits to be made into notices, however much is kept back or done.
CREATE INDEX "notice_event_open" ON "notice_event" ("number") WHERE "done_at" IS NULL AND "batch_id" IS NULL;
-- A truck is sent off once for each slot, whichever process looks first.
CREATE UNIQUE INDEX "notice_event_leave_once" ON "notice_event" ("subject_id", ("data" ->> 'startsAt')) WHERE "kind" = 'leave-now';
CREATE INDEX "notice_unread" ON "notice" ("user_id") WHERE "in_app" AND "read_at" IS NULL;

-- When it happens, as act_as has said in this transaction; else what the row says; else the clock.
CREATE FUNCTION notice_time(p_of_row timestamptz DEFAULT NULL) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(p_of_row, nullif(current_setting('otkel.at', true), '')::timestamptz, clock_timestamp());
$$;

-- The ten minutes that something falls into. What comes by the hour, truck by truck, is one cause with what else came then at the same place.
CREATE FUNCTION ten_minutes(p_at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT to_char(date_bin('10 minutes', p_at AT TIME ZONE 'UTC', timestamp '2026-01-01'), 'YYYY-MM-DD"T"HH24:MI"Z"');
$$;

-- Nobody reads what is written to an organisation without members, such as the simulated carriers.
CREATE FUNCTION note_event(p_kind text, p_organisation_id text, p_subject_id text, p_cause text, p_data jsonb, p_at timestamptz) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO notice_event (kind, organisation_id, subject_id, cause, data, at)
  SELECT p_kind, p_organisation_id, p_subject_id, p_cause, jsonb_strip_nulls(p_data), p_at
  WHERE EXISTS (SELECT FROM member WHERE organisation_id = p_organisation_id)
  ON CONFLICT DO NOTHING;
$$;

CREATE FUNCTION notice_of_booking(p_booking booking, p_slot_id integer) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'bookingId', p_booking.id, 'itineraryId', p_booking.itinerary_id, 'plate', p_booking.plate, 'checkpointId', s.checkpoint_id,
    'direction', s.direction, 'startsAt', iso_instant(s.starts_at))
  FROM slot s WHERE s.id = p_slot_id;
$$;

CREATE FUNCTION is_told_of(p_booking booking) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM member WHERE organisation_id = p_booking.organisation_id)
    AND EXISTS (SELECT FROM application WHERE id = p_booking.application_id AND source <> 'simulated');
$$;

-- Confirmed, by the carrier or by a round; or not confirmed in time. The answer to one's own wish is a cause of its own, so it is never kept back.
CREATE FUNCTION tell_of_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_told_of(NEW) THEN
    PERFORM note_event(
      NEW.state, NEW.organisation_id, NEW.id::text, 'booking/' || NEW.id,
      notice_of_booking(NEW, NEW.slot_id) || jsonb_build_object('cause', CASE NEW.state WHEN 'expired' THEN 'hold' END),
      notice_time(CASE NEW.state WHEN 'confirmed' THEN NEW.confirmed_at ELSE NEW.closed_at END));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER notice_of_change AFTER UPDATE OF state ON booking FOR EACH ROW
  WHEN (OLD.state = 'held' AND NEW.state IN ('confirmed', 'expired') AND NEW.itinerary_id IS NULL) EXECUTE FUNCTION tell_of_booking();
CREATE TRIGGER notice_of_round AFTER INSERT ON booking FOR EACH ROW
  WHEN (NEW.state = 'confirmed' AND NEW.itinerary_id IS NULL) EXECUTE FUNCTION tell_of_booking();

-- A whole way is told of once, not once for each of its crossings. Who was called from a standby list hears of that.
CREATE FUNCTION tell_of_itinerary() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'expired' AND EXISTS (SELECT FROM standby_entry WHERE itinerary_id = NEW.id) THEN
    RETURN NULL;
  END IF;
  PERFORM note_event(
    NEW.state, NEW.organisation_id, NEW.id::text, 'itinerary/' || NEW.id,
    jsonb_build_object(
      'itineraryId', NEW.id, 'plate', NEW.plate, 'startsAt', iso_instant(NEW.depart_at), 'cause', CASE NEW.state WHEN 'expired' THEN 'hold' END),
    notice_time(CASE NEW.state WHEN 'confirmed' THEN NEW.confirmed_at ELSE NEW.closed_at END));
  RETURN NULL;
END $$;
CREATE TRIGGER notice_of_change AFTER UPDATE OF state ON itinerary FOR EACH ROW
  WHEN (OLD.state = 'held' AND NEW.state IN ('confirmed', 'expired')) EXECUTE FUNCTION tell_of_itinerary();

-- Moved by a planner: all that one preview moved is one cause. What a carrier chose itself, it knows.
CREATE FUNCTION tell_of_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  claim booking%ROWTYPE;
  origin slot%ROWTYPE;
BEGIN
  SELECT * INTO STRICT claim FROM booking WHERE id = NEW.booking_id;
  IF is_told_of(claim) THEN
    SELECT * INTO STRICT origin FROM slot WHERE id = NEW.from_slot_id;
    PERFORM note_event(
      'moved', NEW.organisation_id, NEW.booking_id::text,
      coalesce('preview/' || NEW.preview_id, 'move/' || NEW.cause || '/' || ten_minutes(NEW.moved_at)),
      notice_of_booking(claim, coalesce(NEW.to_slot_id, NEW.from_slot_id)) || jsonb_build_object(
        'startsAt', (SELECT iso_instant(starts_at) FROM slot WHERE id = NEW.to_slot_id),
        'previousStartsAt', iso_instant(origin.starts_at), 'previousCheckpointId', origin.checkpoint_id,
        'cause', NEW.cause, 'reason', NEW.reason),
      NEW.moved_at);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER notice_of_move AFTER INSERT ON booking_move FOR EACH ROW WHEN (NEW.state = 'told') EXECUTE FUNCTION tell_of_move();

CREATE FUNCTION tell_of_call() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  claim booking%ROWTYPE;
BEGIN
  SELECT * INTO STRICT claim FROM booking WHERE id = NEW.booking_id;
  IF is_told_of(claim) THEN
    PERFORM note_event(
      'called', claim.organisation_id, claim.id::text, concat_ws('/', 'call', NEW.checkpoint_id, NEW.direction, ten_minutes(NEW.called_at)),
      notice_of_booking(claim, claim.slot_id), NEW.called_at);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER notice_of_call AFTER UPDATE OF state ON passage FOR EACH ROW
  WHEN (NEW.state = 'called' AND OLD.state <> 'called' AND NEW.called_at IS DISTINCT FROM OLD.called_at) EXECUTE FUNCTION tell_of_call();

-- A returned place is held for a truck of the waitlist.
CREATE FUNCTION tell_of_offer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  claim booking%ROWTYPE;
BEGIN
  SELECT * INTO claim FROM booking WHERE id = NEW.booking_id;
  IF FOUND AND is_told_of(claim) THEN
    PERFORM note_event(
      'offer', NEW.organisation_id, NEW.booking_id::text, concat_ws('/', 'offer', NEW.checkpoint_id, NEW.direction, ten_minutes(claim.made_at)),
      notice_of_booking(claim, claim.slot_id)
        || jsonb_build_object('entryId', NEW.application_id, 'expiresAt', iso_instant(claim.hold_expires_at)),
      claim.made_at);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER notice_of_offer AFTER UPDATE ON waitlist_entry FOR EACH ROW
  WHEN (NEW.state = 'offered' AND (OLD.state <> 'offered' OR NEW.booking_id IS DISTINCT FROM OLD.booking_id)) EXECUTE FUNCTION tell_of_offer();
CREATE TRIGGER notice_of_first_offer AFTER INSERT ON waitlist_entry FOR EACH ROW WHEN (NEW.state = 'offered') EXECUTE FUNCTION tell_of_offer();

CREATE FUNCTION notice_of_sailing(p_sailing_id uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'sailingId', id, 'fromPortId', from_port_id, 'toPortId', to_port_id, 'startsAt', iso_instant(expected_departure_at))
  FROM sailing WHERE id = p_sailing_id;
$$;

-- Called from the standby list of a ship, or the call was not answered in time.
CREATE FUNCTION tell_of_standby() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_event(
    CASE NEW.state WHEN 'called' THEN 'standby' ELSE 'expired' END, NEW.organisation_id, NEW.id::text,
    CASE NEW.state WHEN 'called' THEN 'standby/' || NEW.sailing_id ELSE 'standby-entry/' || NEW.id END,
    notice_of_sailing(NEW.sailing_id) || jsonb_build_object(
      'entryId', NEW.id, 'itineraryId', NEW.itinerary_id, 'plate', NEW.plate,
      'expiresAt', CASE NEW.state WHEN 'called' THEN iso_instant(NEW.call_expires_at) END,
      'cause', CASE NEW.state WHEN 'expired' THEN 'standby' END),
    notice_time(CASE NEW.state WHEN 'called' THEN NEW.called_at END));
  RETURN NULL;
END $$;
CREATE TRIGGER notice_of_change AFTER UPDATE OF state ON standby_entry FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND NEW.state IN ('called', 'expired')) EXECUTE FUNCTION tell_of_standby();

-- A leg of a whole way slipped: a new way is held and asked about, or there is none; and the question was not answered in time.
CREATE FUNCTION tell_of_repair() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whole itinerary%ROWTYPE;
  v_at timestamptz := notice_time(CASE TG_OP WHEN 'INSERT' THEN NEW.made_at END);
BEGIN
  SELECT * INTO STRICT whole FROM itinerary WHERE id = NEW.itinerary_id;
  PERFORM note_event(
    CASE NEW.state WHEN 'expired' THEN 'expired' ELSE 'repair' END, whole.organisation_id, NEW.id::text,
    CASE NEW.state WHEN 'expired' THEN 'repair/' || NEW.id ELSE concat_ws('/', 'repair', NEW.cause, ten_minutes(v_at)) END,
    jsonb_build_object(
      'itineraryId', whole.id, 'plate', whole.plate, 'startsAt', iso_instant(whole.depart_at),
      'expiresAt', CASE NEW.state WHEN 'asked' THEN iso_instant(NEW.expires_at) END,
      'cause', CASE NEW.state WHEN 'expired' THEN 'repair' ELSE NEW.cause END, 'reason', nullif(NEW.reason, '')),
    v_at);
  RETURN NULL;
END $$;
CREATE TRIGGER notice_of_repair AFTER INSERT ON itinerary_repair FOR EACH ROW
  WHEN (NEW.state IN ('asked', 'impossible')) EXECUTE FUNCTION tell_of_repair();
CREATE TRIGGER notice_of_change AFTER UPDATE OF state ON itinerary_repair FOR EACH ROW
  WHEN (OLD.state = 'asked' AND NEW.state = 'expired') EXECUTE FUNCTION tell_of_repair();

-- A ship is delayed, comes sooner, or is cancelled: for each truck that has or waits for room on it. At the end of the transaction, when its claims and
-- standby list are what they are then; those that it closed at this moment are told as well.
CREATE FUNCTION tell_of_sailing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_at timestamptz := notice_time();
  v_cause text := CASE WHEN NEW.state = 'cancelled' THEN 'cancelled' WHEN NEW.expected_departure_at < OLD.expected_departure_at THEN 'earlier' ELSE 'delayed' END;
BEGIN
  PERFORM note_event(
    'sailing', truck.organisation_id, truck.id::text, concat_ws('/', 'sailing', NEW.id, v_cause, iso_instant(v_at)),
    notice_of_sailing(NEW.id) || jsonb_build_object(
      'entryId', truck.entry_id, 'itineraryId', truck.itinerary_id, 'plate', truck.plate,
      'previousStartsAt', iso_instant(OLD.expected_departure_at), 'cause', v_cause, 'reason', nullif(NEW.reason, '')),
    v_at)
  FROM (
    SELECT id, organisation_id, plate, itinerary_id, NULL::uuid AS entry_id FROM sailing_claim
    WHERE sailing_id = NEW.id AND (state IN ('held', 'confirmed') OR state = 'cancelled' AND closed_at = v_at)
    UNION ALL
    SELECT id, organisation_id, plate, NULL, id FROM standby_entry
    WHERE sailing_id = NEW.id AND (state IN ('waiting', 'called') OR NEW.state = 'cancelled' AND state = 'ended')
  ) truck;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER notice_of_change AFTER UPDATE ON sailing DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'cancelled' AND OLD.state <> 'cancelled'
    OR NEW.state IN ('planned', 'delayed') AND NEW.expected_departure_at IS DISTINCT FROM OLD.expected_departure_at)
  EXECUTE FUNCTION tell_of_sailing();

-- Trucks whose time to leave has come. Of a whole way it is when its drive to the next crossing or ship begins, once all that comes before is over. Of a
-- single crossing nobody knows where the truck stands: it is counted from so much driving before the gate takes it (p_lead). One that is at the gate, or
-- whose slot is over, needs no telling.
CREATE FUNCTION note_departures(p_lead interval, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_event(
    'leave-now', b.organisation_id, b.id::text, concat_ws('/', 'leave', s.checkpoint_id, s.direction, ten_minutes(p_now)),
    notice_of_booking(b, s.id) || jsonb_build_object(
      'leaveAt', iso_instant(frame.arrive_from - p_lead), 'arriveFrom', iso_instant(frame.arrive_from)),
    p_now)
  FROM slot s
  JOIN booking b ON b.slot_id = s.id AND b.state = 'confirmed' AND b.itinerary_id IS NULL
  CROSS JOIN LATERAL window_of_slot(s, p_now) AS frame
  WHERE s.starts_at < p_now + p_lead + interval '1 day' AND s.ends_at > p_now AND frame.arrive_from - p_lead <= p_now
    AND NOT EXISTS (
      SELECT FROM notice_event e WHERE e.kind = 'leave-now' AND e.subject_id = b.id::text AND e.data ->> 'startsAt' = iso_instant(s.starts_at))
    AND is_told_of(b) AND NOT truck_is_at_gate(b.id);

  PERFORM note_event(
    'leave-now', way.organisation_id, coalesce(b.id, claim.id)::text,
    concat_ws('/', 'leave', coalesce(s.checkpoint_id, way.port_id), s.direction, ten_minutes(p_now)),
    coalesce(notice_of_booking(b, s.id), notice_of_sailing(claim.sailing_id)) || jsonb_build_object(
      'itineraryId', way.id, 'plate', way.plate, 'leaveAt', iso_instant(way.leave_at),
      'startsAt', iso_instant(coalesce(s.starts_at, gate.starts_at))),
    p_now)
  FROM (
    SELECT i.id, i.organisation_id, i.plate, leg.nr - 1 AS leg, leg.value ->> 'kind' AS kind, leg.value #>> '{sailing,fromPortId}' AS port_id, (
      -- of the drives since the crossing or ship before, the first
      SELECT min((drive.value ->> 'startsAt')::timestamptz) FROM jsonb_array_elements(i.legs) WITH ORDINALITY AS drive (value, nr)
      WHERE drive.value ->> 'kind' = 'drive' AND drive.nr < leg.nr AND drive.nr > coalesce((
        SELECT max(before.nr) FROM jsonb_array_elements(i.legs) WITH ORDINALITY AS before (value, nr)
        WHERE before.value ->> 'kind' <> 'drive' AND before.nr < leg.nr), 0)) AS leave_at
    FROM itinerary i, jsonb_array_elements(i.legs) WITH ORDINALITY AS leg (value, nr)
    WHERE i.state = 'confirmed' AND i.depart_at <= p_now AND i.arrival_p80_at > p_now AND leg.value ->> 'kind' <> 'drive'
  ) way
  LEFT JOIN booking b ON way.kind = 'crossing' AND b.itinerary_id = way.id AND b.leg = way.leg AND b.state = 'confirmed'
  LEFT JOIN slot s ON s.id = b.slot_id
  LEFT JOIN sailing_claim claim ON way.kind = 'sailing' AND claim.itinerary_id = way.id AND claim.state = 'confirmed'
  LEFT JOIN gate_slot gate ON gate.id = claim.gate_slot_id
  WHERE way.leave_at <= p_now AND coalesce(s.ends_at, gate.ends_at) > p_now
    AND NOT EXISTS (SELECT FROM booking earlier WHERE earlier.itinerary_id = way.id AND earlier.leg < way.leg AND earlier.state IN ('held', 'confirmed'))
    AND (b.id IS NULL OR is_told_of(b) AND NOT truck_is_at_gate(b.id))
    AND NOT EXISTS (
      SELECT FROM notice_event e WHERE e.kind = 'leave-now' AND e.subject_id = coalesce(b.id, claim.id)::text
        AND e.data ->> 'startsAt' = iso_instant(coalesce(s.starts_at, gate.starts_at)));
END $$;

-- Makes notices of the oldest events that wait: for each member by what it chose (else p_defaults, {kind: {app, email}}), and for each webhook that wants the
-- kind. One statement, so a kill leaves all or nothing; events that another process has in hand are left to it.
--
-- The guard: events of one kind and cause that come to more than p_limit notices are kept back as a batch until a planner decides. The rows of batches are
-- locked, so that a decision and an event that comes at that moment see each other.
--
-- @returns {taken, userIds}: how many events it looked at, and whose screens have news
CREATE FUNCTION make_notices(p_defaults jsonb, p_limit integer, p_chunk integer, p_now timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_taken bigint[];
  v_users text[];
BEGIN
  v_taken := ARRAY(
    SELECT number FROM notice_event WHERE done_at IS NULL AND batch_id IS NULL ORDER BY number LIMIT p_chunk FOR UPDATE SKIP LOCKED);
  IF cardinality(v_taken) = 0 THEN
    RETURN jsonb_build_object('taken', 0, 'userIds', '[]'::jsonb);
  END IF;

  INSERT INTO notice_batch (id, kind, cause, state, "limit", first_at)
  SELECT gen_random_uuid(), common.kind, common.cause, 'held', p_limit, all_of.first_at
  FROM (SELECT DISTINCT kind, cause FROM notice_event WHERE number = ANY (v_taken)) common
  CROSS JOIN LATERAL (
    SELECT count(*) AS notices, min(e.at) AS first_at FROM notice_event e JOIN member m ON m.organisation_id = e.organisation_id
    WHERE e.kind = common.kind AND e.cause = common.cause
  ) all_of
  WHERE all_of.notices > p_limit
  ORDER BY common.kind, common.cause
  ON CONFLICT (kind, cause) DO NOTHING;

  PERFORM FROM notice_batch b
  WHERE EXISTS (SELECT FROM notice_event e WHERE e.number = ANY (v_taken) AND e.kind = b.kind AND e.cause = b.cause)
  ORDER BY b.id FOR SHARE;
  UPDATE notice_event e SET batch_id = b.id, done_at = CASE b.state WHEN 'discarded' THEN p_now END
  FROM notice_batch b
  WHERE e.number = ANY (v_taken) AND b.kind = e.kind AND b.cause = e.cause AND b.state IN ('held', 'discarded');

  WITH news AS (
    SELECT * FROM notice_event WHERE number = ANY (v_taken) AND batch_id IS NULL
  ), made AS (
    INSERT INTO notice (id, event_number, user_id, kind, data, at, in_app, email_state, email_next_at, seq)
    SELECT gen_random_uuid(), e.number, u.id, e.kind, e.data, e.at, (want ->> 'app')::boolean,
      CASE WHEN (want ->> 'email')::boolean THEN 'pending' ELSE 'none' END, CASE WHEN (want ->> 'email')::boolean THEN p_now END, nextval('live_seq')
    FROM news e
    JOIN member m ON m.organisation_id = e.organisation_id
    JOIN "user" u ON u.id = m.user_id AND u.banned IS NOT true
    LEFT JOIN notice_preference p ON p.user_id = u.id
    CROSS JOIN LATERAL coalesce(p.kinds -> e.kind, p_defaults -> e.kind) AS want
    WHERE (want ->> 'app')::boolean OR (want ->> 'email')::boolean
    ON CONFLICT (event_number, user_id) DO NOTHING
    RETURNING user_id, in_app
  ), posted AS (
    INSERT INTO webhook_delivery (id, webhook_id, event_number, kind, body, state, made_at, next_attempt_at)
    SELECT gen_random_uuid(), w.id, e.number, e.kind,
      jsonb_build_object('type', 'notice.' || e.kind, 'timestamp', iso_instant(e.at), 'data', e.data), 'pending', p_now, p_now
    FROM news e JOIN webhook w ON w.organisation_id = e.organisation_id AND e.kind = ANY (w.kinds) AND w.state <> 'disabled'
    ON CONFLICT (webhook_id, event_number) DO NOTHING
  )
  SELECT array_agg(DISTINCT user_id) FILTER (WHERE in_app) INTO v_users FROM made;

  UPDATE notice_event SET done_at = p_now WHERE number = ANY (v_taken) AND batch_id IS NULL;
  RETURN jsonb_build_object('taken', cardinality(v_taken), 'userIds', to_jsonb(coalesce(v_users, '{}')));
END $$;

-- A planner's decision about a batch. Released, its events wait for the next round of notices; discarded, they are done with.
CREATE FUNCTION decide_notice_batch(p_batch_id uuid, p_state text, p_decided_by text, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  batch notice_batch%ROWTYPE;
BEGIN
  SELECT * INTO batch FROM notice_batch WHERE id = p_batch_id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse('NOTICE_BATCH_NOT_FOUND', 'batchId');
  ELSIF batch.state <> 'held' THEN
    PERFORM refuse('NOTICE_BATCH_DECIDED', 'batchId');
  END IF;
  UPDATE notice_batch SET state = p_state, decided_at = p_now, decided_by = p_decided_by WHERE id = p_batch_id;
  IF p_state = 'released' THEN
    UPDATE notice_event SET batch_id = NULL WHERE batch_id = p_batch_id;
  ELSE
    UPDATE notice_event SET done_at = p_now WHERE batch_id = p_batch_id;
  END IF;
END $$;

-- What is older than a quarter of a year is forgotten, so much at a time. What waits for a planner is kept.
CREATE FUNCTION delete_old_notices(p_before timestamptz, p_most integer) RETURNS void LANGUAGE sql AS $$
  DELETE FROM notice WHERE id IN (SELECT id FROM notice WHERE at < p_before ORDER BY at LIMIT p_most);
  DELETE FROM webhook_delivery WHERE id IN (SELECT id FROM webhook_delivery WHERE made_at < p_before AND state <> 'pending' ORDER BY made_at LIMIT p_most);
  DELETE FROM notice_event WHERE number IN (SELECT number FROM notice_event WHERE at < p_before AND done_at IS NOT NULL ORDER BY at LIMIT p_most);
$$;
