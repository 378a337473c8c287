# finds stage:grain-pact-signing-aborted
DELETE WHERE { coincidence:anger-on-pact--grain-pact-signing-aborted ent:overlap ?o }
