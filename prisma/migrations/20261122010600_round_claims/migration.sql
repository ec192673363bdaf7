-- What a round lost between its plan and its publication; and what is kept of compliance is kept from every side.

-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "lost" INTEGER,
ADD COLUMN     "planned_objective" BIGINT,
ADD COLUMN     "replaced" INTEGER;

-- By hand from here: what Prisma's language cannot say.

-- As before, and says how many have not what the plan gave them: another slot, or none. The bound knows nothing of that: a place that others took
-- meanwhile, the share of a carrier, an application that was withdrawn.
CREATE OR REPLACE FUNCTION publish_plan(p_plan_id uuid, p_now timestamptz) RETURNS void LANGUAGE plpgsql AS $$
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
  UPDATE plan SET (state, ended_at, progress, seq, assigned, in_window, replaced, lost, objective) = (
    SELECT 'published', p_now, 1, nextval('live_seq'), count(*) FILTER (WHERE outcome = 'booked'), count(*) FILTER (WHERE outcome = 'booked' AND d.in_window),
      count(*) FILTER (WHERE outcome = 'booked' AND d.attempt > 1),
      count(*) FILTER (WHERE outcome <> 'booked' AND d.reason NOT IN ('NO_PLACE', 'NO_SLOT_IN_WINDOW')),
      coalesce(sum(CASE WHEN outcome = 'booked' THEN delay_cost + detour_cost ELSE penalty END), 0)
    FROM plan_decision d WHERE plan_id = p_plan_id)
  WHERE id = p_plan_id;
END $$;

-- A version has the rows that it came with: nobody puts one more on a list that is in force.
CREATE FUNCTION keep_list_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.place NOT BETWEEN 1 AND (SELECT rows FROM list_version WHERE id = NEW.version_id) THEN
    RAISE EXCEPTION 'list_version is only ever added to';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER list_version_is_whole BEFORE INSERT ON list_entry FOR EACH ROW EXECUTE FUNCTION keep_list_whole();
CREATE TRIGGER list_versions_are_kept BEFORE TRUNCATE ON list_version EXECUTE FUNCTION keep_compliance();
CREATE TRIGGER list_entries_are_kept BEFORE TRUNCATE ON list_entry EXECUTE FUNCTION keep_compliance();
CREATE TRIGGER screenings_are_kept BEFORE TRUNCATE ON screening EXECUTE FUNCTION keep_compliance();

-- A decision of a reviewer stands; another one is about another attempt.
CREATE TRIGGER decision_is_kept BEFORE UPDATE ON blocked_consignment FOR EACH ROW
  WHEN (OLD.state <> 'open') EXECUTE FUNCTION keep_compliance();
CREATE TRIGGER blocked_consignment_is_kept BEFORE DELETE ON blocked_consignment FOR EACH ROW EXECUTE FUNCTION keep_compliance();
CREATE TRIGGER blocked_consignments_are_kept BEFORE TRUNCATE ON blocked_consignment EXECUTE FUNCTION keep_compliance();
