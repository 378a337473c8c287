// Ontology files in, the profile violations and the consistency of each out: `FILE<tab>true axioms<tab>violation, ...`.
// Run with the OWL API and HermiT that owlready2 brings:
//   java -cp HermiT.jar Profile.java rl|dl|consistent FILE...

import java.io.File;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

public class Profile {
    public static void main(String[] args) throws Exception {
        for (int i = 1; i < args.length; i++) {
            OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(args[i]));
            StringBuilder found = new StringBuilder();
            if (args[0].equals("consistent")) {
                found.append(new Reasoner(ontology).isConsistent() ? "" : "inconsistent");
            } else {
                OWLProfile profile = args[0].equals("rl") ? new OWL2RLProfile() : new OWL2DLProfile();
                for (OWLProfileViolation violation : profile.checkOntology(ontology).getViolations()) {
                    found.append(violation.toString().replaceAll("\\s+", " ")).append("; ");
                }
            }
            System.out.println(args[i] + "\t" + ontology.getLogicalAxiomCount() + "\t" + found);
        }
    }
}
