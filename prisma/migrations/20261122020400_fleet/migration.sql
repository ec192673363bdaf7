-- Pasted tables keep their bad rows, so that they can be corrected.

-- AlterTable
ALTER TABLE "application_draft" ADD COLUMN     "bad" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "columns" JSONB NOT NULL DEFAULT '[]';

-- By hand from here: what Prisma's language cannot say.

ALTER TABLE fleet_unit ADD CONSTRAINT fleet_unit_kind CHECK (kind = 'trailer' OR kind = 'tractor' AND vin IS NOT NULL);
ALTER TABLE application_draft ADD CONSTRAINT application_draft_state CHECK (state IN ('open', 'confirmed', 'discarded'));
ALTER TABLE framework_contract
  ADD CONSTRAINT framework_contract_state CHECK (state IN ('active', 'paused', 'ended')),
  ADD CONSTRAINT framework_contract_weekdays CHECK (weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7] AND cardinality(weekdays) > 0),
  ADD CONSTRAINT framework_contract_valid CHECK (valid_to >= valid_from AND trucks_per_day > 0);

-- The places of an ordinary day at a checkpoint and direction: the middle one of the open days of the fortnight that begins tomorrow. Not today's, which is half over,
-- and not the least: a day with a closure would end contracts that every other day has room for.
CREATE FUNCTION ordinary_day_places(p_checkpoint_id text, p_direction text, p_now timestamptz) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY places), 0)::int FROM (
    SELECT sum(s.total_places) AS places FROM slot s JOIN checkpoint c ON c.id = s.checkpoint_id
    WHERE s.checkpoint_id = p_checkpoint_id AND s.direction = p_direction AND s.closed_because IS NULL
      AND s.starts_at > p_now AND s.starts_at < p_now + interval '16 days'
      AND s.local_date > (p_now AT TIME ZONE c.kz_zone)::date AND s.local_date <= (p_now AT TIME ZONE c.kz_zone)::date + 14
    GROUP BY s.local_date
  ) day;
$$;

-- How many trucks a day a contract may have beside the active ones of others and of its own carrier. Those of other weekdays, and those that are over before it begins, leave
-- it all of their room; of the rest the fullest of its weekdays counts.
CREATE FUNCTION framework_room(
  p_contract_id uuid, p_organisation_id text, p_checkpoint_id text, p_direction text, p_weekdays integer[], p_valid_from date, p_valid_to date, p_now timestamptz
) RETURNS integer LANGUAGE sql STABLE AS $$
  WITH taken AS (
    SELECT coalesce(max(together), 0) AS together, coalesce(max(own), 0) AS own FROM (
      SELECT sum(f.trucks_per_day) AS together, coalesce(sum(f.trucks_per_day) FILTER (WHERE f.organisation_id = p_organisation_id), 0) AS own
      FROM framework_contract f CROSS JOIN LATERAL unnest(f.weekdays) AS weekday
      WHERE f.checkpoint_id = p_checkpoint_id AND f.direction = p_direction AND f.state = 'active' AND f.id IS DISTINCT FROM p_contract_id
        AND f.valid_from <= p_valid_to AND f.valid_to >= p_valid_from AND weekday = ANY (p_weekdays)
      GROUP BY weekday
    ) per_weekday
  )
  SELECT coalesce(min(greatest(0, greatest(q.minimum, floor(q.share * ordinary_day_places(p_checkpoint_id, p_direction, p_now) + 1e-9)::int)
    - CASE q.kind WHEN 'framework-day' THEN taken.together ELSE taken.own END))::int, 0)
  FROM quota q, taken WHERE q.kind IN ('framework-day', 'framework-carrier');
$$;

-- One at a time for a checkpoint and direction, then the room is looked at and taken: two that each fit alone do not both get the last of it.
CREATE FUNCTION take_framework_room(p_contract framework_contract, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws('/', 'framework', p_contract.checkpoint_id, p_contract.direction), 0));
  -- A function of its own statement, so that it sees what was committed while this one waited.
  IF framework_room(p_contract.id, p_contract.organisation_id, p_contract.checkpoint_id, p_contract.direction, p_contract.weekdays, p_contract.valid_from,
    p_contract.valid_to, p_now) < p_contract.trucks_per_day THEN
    PERFORM refuse('FRAMEWORK_OVER_QUOTA', 'trucksPerDay');
  END IF;
END $$;

-- Makes a contract, or answers with the one that this key made. p_contract is the row as JSON.
CREATE FUNCTION make_framework_contract(p_scope text, p_key text, p_request_hash text, p_contract jsonb, p_now timestamptz) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  wished framework_contract := jsonb_populate_record(NULL::framework_contract, p_contract);
  known jsonb;
BEGIN
  known := take_write_key(p_scope, p_key, p_request_hash, to_jsonb(wished.id), p_now);
  IF known IS NOT NULL THEN
    RETURN (known #>> '{}')::uuid;
  END IF;
  PERFORM take_framework_room(wished, p_now);
  INSERT INTO framework_contract SELECT wished.*;
  RETURN wished.id;
END $$;

-- Pauses, resumes or ends a contract; what it is already, it stays. Only to resume takes room.
CREATE FUNCTION change_framework_contract(
  p_contract_id uuid, p_organisation_id text, p_state text, p_scope text, p_key text, p_request_hash text, p_now timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  contract framework_contract%ROWTYPE;
BEGIN
  IF take_write_key(p_scope, p_key, p_request_hash, to_jsonb(p_state), p_now) IS NOT NULL THEN
    RETURN;
  END IF;
  SELECT * INTO contract FROM framework_contract WHERE id = p_contract_id AND organisation_id = p_organisation_id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM refuse('FRAMEWORK_CONTRACT_NOT_FOUND', 'contractId');
  ELSIF contract.state = p_state THEN
    RETURN;
  ELSIF contract.state = 'ended' THEN
    PERFORM refuse('FRAMEWORK_CONTRACT_ENDED', 'contractId');
  ELSIF p_state = 'active' THEN
    PERFORM take_framework_room(contract, p_now);
  END IF;
  UPDATE framework_contract SET state = p_state, ended_at = CASE p_state WHEN 'ended' THEN p_now END WHERE id = p_contract_id;
END $$;

-- Whether a vehicle may apply: it has no open application, waits in no draw, and is booked nowhere.
CREATE FUNCTION vehicle_is_free(p_plate text, p_vin text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT FROM application a WHERE a.state IN ('open', 'waiting') AND (a.plate = p_plate OR a.vin = p_vin))
    AND NOT EXISTS (SELECT FROM booking b WHERE b.state IN ('held', 'confirmed') AND (b.plate = p_plate OR b.vin = p_vin))
    AND NOT EXISTS (SELECT FROM sailing_claim s WHERE s.state IN ('held', 'confirmed') AND (s.plate = p_plate OR s.vin = p_vin));
$$;

-- One day of a contract: those of its applications that had no place in a round are opened again while their window lasts, and what is missing then is applied for with
-- tractors that are free, the first of p_items. The row of the contract lets one in at a time, so that two processes do not each send the whole day.
--
-- p_items are trucks as submit_applications takes them. Returns how many were opened again, and what became of each truck that was sent.
CREATE FUNCTION apply_framework_day(
  p_contract_id uuid, p_day date, p_key text, p_items jsonb, p_versions jsonb, p_not_before timestamptz, p_reason text, p_now timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  contract framework_contract%ROWTYPE;
  again record;
  v_opened integer := 0;
  v_missing integer;
  v_sent jsonb := '[]';
  v_answer jsonb := '[]';
  v_accepted uuid[];
  v_reason text := p_reason;
BEGIN
  SELECT * INTO contract FROM framework_contract WHERE id = p_contract_id AND state = 'active' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('opened', 0, 'sent', v_answer);
  END IF;
  SELECT contract.trucks_per_day - count(*) INTO v_missing FROM application
  WHERE framework_contract_id = p_contract_id AND framework_day = p_day AND state <> 'unplaced';

  IF p_reason IS NULL THEN
    FOR again IN
      SELECT id, plate, vin FROM application
      WHERE framework_contract_id = p_contract_id AND framework_day = p_day AND state = 'unplaced' AND latest_at > p_not_before
      ORDER BY plate
    LOOP
      EXIT WHEN v_missing <= 0;
      CONTINUE WHEN NOT vehicle_is_free(again.plate, again.vin);
      BEGIN
        -- made_at: it joins the round that is open now.
        UPDATE application SET state = 'open', made_at = p_now WHERE id = again.id AND state = 'unplaced';
        v_opened := v_opened + 1;
        v_missing := v_missing - 1;
      EXCEPTION WHEN unique_violation THEN
        NULL; -- somebody has applied with the vehicle just now
      END;
    END LOOP;

    SELECT coalesce(jsonb_agg(item ORDER BY place), '[]') INTO v_sent FROM (
      SELECT item, place FROM jsonb_array_elements(p_items) WITH ORDINALITY AS e(item, place)
      WHERE vehicle_is_free(item ->> 'plate', item ->> 'vin') AND NOT EXISTS (SELECT FROM application WHERE id = (item ->> 'id')::uuid)
      ORDER BY place LIMIT greatest(0, v_missing)
    ) chosen;
    IF v_sent <> '[]' THEN
      v_answer := submit_applications(
        contract.organisation_id, p_key, p_key, contract.organisation_id, contract.made_by, 'carrier', v_sent, p_versions, p_now);
      v_accepted := ARRAY(SELECT (one ->> 'id')::uuid FROM jsonb_array_elements(v_answer) AS one WHERE one ->> 'code' IS NULL);
      UPDATE application SET framework_contract_id = p_contract_id, framework_day = p_day WHERE id = ANY (v_accepted);
      v_missing := v_missing - cardinality(v_accepted);
    END IF;
    IF v_missing > 0 THEN
      v_reason := CASE WHEN v_answer @> '[{"code": "CARGO_BLOCKED"}]' THEN 'blocked' ELSE 'no-free-tractor' END;
    END IF;
  END IF;

  INSERT INTO framework_day (contract_id, day, wanted, skipped, reason)
  VALUES (p_contract_id, p_day, contract.trucks_per_day, greatest(0, v_missing), v_reason)
  ON CONFLICT (contract_id, day) DO UPDATE SET wanted = excluded.wanted, skipped = excluded.skipped, reason = excluded.reason
  WHERE (framework_day.wanted, framework_day.skipped, framework_day.reason) IS DISTINCT FROM (excluded.wanted, excluded.skipped, excluded.reason);
  RETURN jsonb_build_object('opened', v_opened, 'sent', v_answer);
END $$;
