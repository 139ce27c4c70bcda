// Generated from the model by `python -m practice_atlas.ontology.derive`; edit the model, not this file.
CREATE CONSTRAINT city_id IF NOT EXISTS FOR (n:City) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT country_id IF NOT EXISTS FOR (n:Country) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT dataset_id IF NOT EXISTS FOR (n:Dataset) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT engagement_id IF NOT EXISTS FOR (n:Engagement) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT evidence_id IF NOT EXISTS FOR (n:Evidence) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT implementation_id IF NOT EXISTS FOR (n:Implementation) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT institution_id IF NOT EXISTS FOR (n:Institution) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT intention_id IF NOT EXISTS FOR (n:Intention) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT learning_flow_id IF NOT EXISTS FOR (n:LearningFlow) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT membership_id IF NOT EXISTS FOR (n:Membership) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT partnership_id IF NOT EXISTS FOR (n:Partnership) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT partnership_assertion_id IF NOT EXISTS FOR (n:PartnershipAssertion) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT practice_id IF NOT EXISTS FOR (n:Practice) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT resource_id IF NOT EXISTS FOR (n:Resource) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT revision_number IF NOT EXISTS FOR (n:Revision) REQUIRE n.number IS UNIQUE
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT stage_assertion_id IF NOT EXISTS FOR (n:StageAssertion) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT statement_id IF NOT EXISTS FOR (n:Statement) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT theme_id IF NOT EXISTS FOR (n:Theme) REQUIRE n.id IS UNIQUE
CREATE CONSTRAINT waiver_id IF NOT EXISTS FOR (n:Waiver) REQUIRE n.id IS UNIQUE
CREATE INDEX city_search IF NOT EXISTS FOR (n:City) ON (n.search)
CREATE INDEX country_search IF NOT EXISTS FOR (n:Country) ON (n.search)
CREATE INDEX engagement_search IF NOT EXISTS FOR (n:Engagement) ON (n.search)
CREATE INDEX implementation_search IF NOT EXISTS FOR (n:Implementation) ON (n.search)
CREATE INDEX institution_search IF NOT EXISTS FOR (n:Institution) ON (n.search)
CREATE INDEX partnership_search IF NOT EXISTS FOR (n:Partnership) ON (n.search)
CREATE INDEX person_search IF NOT EXISTS FOR (n:Person) ON (n.search)
CREATE INDEX practice_search IF NOT EXISTS FOR (n:Practice) ON (n.search)
CREATE INDEX resource_search IF NOT EXISTS FOR (n:Resource) ON (n.search)
CREATE INDEX theme_search IF NOT EXISTS FOR (n:Theme) ON (n.search)
