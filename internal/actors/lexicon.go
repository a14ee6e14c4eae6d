package actors

import "strings"

// Word classes of the surface step, written for this package. A word may be in
// several.

type class uint32

const (
	determiner class = 1 << iota // opens a phrase
	adjective                    // may stand before a noun of people
	person                       // noun of persons: official, spokesman
	bodyNoun                     // noun of bodies: ministry, police, government
	titular                      // word that begins or ends a title before a name: president, minister
	indefinite                   // determiner or adjective that leaves open who
	honorific                    // Mr, Dr
	function                     // no part of a name, even with a capital
	plural                       // noun in the plural
	kin                          // relations: mother, wife
	namePart                     // small word inside names: de, von, al
	number
	orgWord // last or first word of names of bodies: Party, Institute
	thing   // last word of names of what is no actor: War, Declaration
	generic // persons of no office, anonymous even with "the": official, source
)

// words gives the classes of a word in small letters.
var words = func() map[string]class {
	m := map[string]class{}
	add := func(c class, list string) {
		for _, w := range strings.Fields(list) {
			m[w] |= c
		}
	}
	add(determiner, `the a an this that these those both all some several many few most no any each every another other its his her their our my your such`)
	add(determiner|indefinite, `a an some several many few most any another`)
	add(determiner|number, `one two three four five six seven eight nine ten dozens hundreds thousands scores eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety`)
	add(adjective, `senior top former ex new current then deputy vice chief acting interim ruling main opposition foreign prime state military local regional national federal unnamed
	anonymous high ranking level key leading veteran late longtime armed outgoing incoming newly elected democratic communist conservative liberal socialist right left wing far centre-left
	public private international diplomatic political economic security defence defense intelligence law enforcement government administration presidential parliamentary congressional
	assistant associate first second third joint other fellow young old retired jailed exiled defected powerful influential hardline moderate pro anti backed led allied rebel separatist
	nuclear trade energy climate health human rights civil society religious muslim christian jewish shia sunni shi'ite kurdish arab african asian western eastern northern southern central european
	embattled caretaker transitional provisional de facto self proclaimed independent special general permanent supreme high official united combined multinational governing lead
	republican democrat labour tory catholic protestant orthodox hindu buddhist puppet unidentified masked pro-democracy pro-government anti-government female male black white indigenous student student-led women women's youth riot border coast secret local-level`)
	add(adjective, `royal imperial`)
	add(indefinite, `unnamed anonymous unidentified`)
	add(person, `official spokesman spokeswoman spokesperson minister president chancellor premier secretary ambassador envoy diplomat leader chief head commander general admiral colonel major captain
	lieutenant sergeant king queen prince princess emir sultan emperor pope patriarch bishop archbishop cardinal imam cleric ayatollah senator congressman congresswoman representative lawmaker legislator
	deputy governor mayor councillor judge justice prosecutor lawyer attorney counsel adviser advisor aide negotiator delegate observer inspector analyst expert professor researcher scholar historian economist
	scientist author writer journalist reporter correspondent editor anchor presenter broadcaster columnist interviewer blogger activist protester protestor demonstrator dissident campaigner organiser organizer
	rebel militant insurgent fighter gunman terrorist extremist separatist soldier troop officer policeman constable guard agent detective investigator chairman chairwoman chair chairperson director manager
	executive ceo founder owner businessman businesswoman banker trader worker employee unionist candidate nominee politician opponent ally critic supporter member citizen resident villager voter civilian refugee
	migrant student teacher doctor nurse victim witness survivor suspect defendant detainee prisoner source insider counterpart successor predecessor speaker whip premier taoiseach coordinator commissioner
	administrator consul attache strategist pilot sailor veteran colleague official crown-prince monarch ruler strongman dictator warlord tsar czar chargé whistleblower contractor interpreter man woman person
	assemblyman assemblywoman councilman councilwoman alderman democrat staffer child boy girl teenager baby infant passenger pedestrian driver motorist shopper people boss baron vice-president ex-president ex-minister negotiator mediator peacekeeper secretary-general comrade`)
	add(person, `podcaster whip senate-whip firefighter paramedic rapporteur sheriff superintendent trooper marshal corporal attacker shooter assailant killer accused interviewee organiser organizer attendee bystander neighbour neighbor homeowner shopkeeper
	veterinarian physician surgeon psychologist epidemiologist virologist meteorologist engineer astronaut archaeologist biologist physicist farmer fisherman tourist singer actor actress director filmmaker musician
	footballer player coach trainer athlete caucus-goer mother-in-law chairperson treasurer counselor counsellor director-general barrister solicitor magistrate coroner clerk ombudsman auditor comptroller lobbyist`)
	add(person|plural, `firefighters paramedics organisers organizers attendees bystanders neighbours neighbors farmers tourists engineers physicians parents scientists interviewees sheriffs troopers attackers players coaches
	fans shopkeepers archaeologists astronauts meteorologists magistrates solicitors barristers`)
	add(person|plural, `officials spokesmen spokeswomen spokespeople spokespersons ministers presidents secretaries ambassadors envoys diplomats leaders chiefs heads commanders generals senators congressmen
	representatives lawmakers legislators deputies governors mayors judges prosecutors lawyers advisers advisors aides negotiators delegates observers inspectors analysts experts researchers scholars economists
	scientists writers journalists reporters editors columnists activists protesters protestors demonstrators dissidents campaigners organisers organizers rebels militants insurgents fighters gunmen terrorists
	extremists separatists soldiers troops officers policemen guards agents investigators executives workers employees candidates politicians opponents allies critics supporters members citizens residents villagers
	voters civilians refugees migrants students teachers doctors victims witnesses survivors suspects detainees prisoners sources counterparts authorities people monitors medics mps meps mediators peacekeepers
	children boys girls teenagers passengers pedestrians drivers opponents loyalists partners sides parties politicians settlers mercenaries commissioners hackers smugglers pirates`)
	add(bodyNoun, `academy government administration ministry department office embassy consulate mission delegation presidency cabinet parliament congress senate assembly legislature court tribunal police army navy military
	militia guard junta regime party coalition opposition movement group front alliance council committee commission agency bureau organisation organization institute university bank company corporation firm airline
	newspaper daily broadcaster channel network station agency television media press union authority watchdog regulator city-council state country nation kingdom republic side bloc campaign
	service force command headquarters palace church airforce squadron battalion brigade forum think-tank charity team panel mediator foundation federation association regiment public population`)
	add(bodyNoun|plural, `governments ministries departments embassies police forces militaries armies militias parties coalitions groups councils committees agencies bureaus organisations organizations institutes
	universities banks companies corporations firms airlines newspapers broadcasters media unions authorities states countries nations powers sides troops media signatories capitals neighbours neighbors`)
	add(titular, `president minister chancellor premier secretary ambassador envoy king queen prince princess emir sultan emperor pope senator congressman congresswoman representative rep sen gov governor mayor judge
	justice general gen lieutenant lt colonel col major maj captain capt admiral adm sergeant sgt commander chairman chairwoman director speaker spokesman spokeswoman spokesperson professor prof imam ayatollah
	sheikh sheik mullah bishop archbishop cardinal patriarch journalist reporter correspondent analyst lawyer attorney prosecutor chief leader activist deputy pm mp mep taoiseach adviser advisor commissioner
	constable detective officer diplomat candidate economist expert presidents ministers secretaries
	amir sheikha sheriff superintendent inspector marshal corporal counselor counsellor chairperson coach director-general attorneys vice-president councillor councilman alderman assemblyman sgt. cmdr`)
	add(honorific, `monsignor monsenor msgr mr mrs ms dr sir dame lord lady madame madam mme miss mx baroness baron prof hon rev honorable honourable`)
	add(kin, `mother father wife husband son daughter brother sister widow parents family uncle aunt nephew niece cousin relative relatives lawyer friend friends`)
	add(namePart, `de del della di da dos do von van der den la le al el bin ben abu ibn ul ud ur du des ter y e zu and af av dela dello degli dalla san santa bint`)
	add(orgWord, `board library academy observatory party ministry institute university agency committee council bank group inc corp ltd plc company air airlines news times mail post daily association union forum court office department embassy front
	army movement organization organisation commission police force forces bureau foundation centre center society federation alliance league authority fund service services network television tv radio press journal
	herald tribune guardian gazette telegraph review magazine college academy school congress parliament senate assembly international watch initiative conference
	corps guard brigade battalion holdings industries energy telekom bahn republic church fleet command militia exchange theatre museum gallery club team hospital airport cabinet secretariat tribunal register mission
	alliance coalition front exchange trust chamber congregation bloc zone`)
	add(thing, `treaty agreement accord accords act pact deal plan process declaration resolution constitution protocol convention war wars summit house street square mosque bridge river sea ocean island islands
	strait gulf mount valley region province county district city town village stadium prize award day week games cup championship festival project programme program pipeline operation bill law amendment
	covid brexit pandemic virus ww2 internet christendom memorandum charter strategy doctrine election elections referendum crisis revolution spring uprising attack attacks massacre anniversary mountains desert peninsula coast lake bay park avenue road hall
	building tower wall line report dialogue talks meeting forum-summit olympics century era age appeal appel letter statement road map roadmap initiative-act eve christmas easter ramadan belt`)
	add(generic, `official officials source sources diplomat diplomats aide aides insider adviser advisers advisor advisors person people man woman lawmaker lawmakers analyst analysts expert experts observer observers
	officer officers soldier soldiers witness witnesses resident residents negotiator negotiators`)
	add(function, `the a an this that these those he she it they we i you his her its their our my your and or but nor so yet if when while as after before since until because although though however meanwhile
	moreover furthermore also then there here in on at by for from with without within to of off over under about against between among during through into upon according despite following including both either
	neither not no yes yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul
	aug sep sept oct nov dec earlier later last next what who whom whose which why how where whether is are was were be been has have had do does did will would can could should may might must let now just only
	even still once more most many much some any all each every other another such same few several one two three four five six seven eight nine ten hundreds thousands dozens asked responding speaking according
	given despite amid unlike like regarding concerning additionally instead thus hence therefore perhaps maybe indeed nevertheless nonetheless first second third finally initially previously recently eventually
	currently reportedly officially although whereas per via am pm est gmt utc edt breaking update photo image file related story stories read watch see click share comments external links
	amongst alongside besides beyond throughout whilst upon god allah jesus christ we've we're don't it's i'm let's can't mr mrs`)
	return m
}()

// sectors gives the PLOVER sector of a noun; a noun of people or bodies that
// is not here is of the government.
var sectors = func() map[string]string {
	m := map[string]string{}
	add := func(s, list string) {
		for _, w := range strings.Fields(list) {
			m[w] = s
		}
	}
	add("MIL", `army navy military militaries armies troops soldier soldiers general generals admiral colonel major captain lieutenant sergeant commander commanders forces force airforce squadron battalion brigade
	regiment command headquarters sailor pilot lt col gen maj capt adm sgt peacekeeper peacekeepers corps guard`)
	add("COP", `police policeman policemen constable detective officer officers`)
	add("JRN", `journalist journalists reporter reporters correspondent editor editors anchor presenter broadcaster broadcasters columnist columnists interviewer blogger newspaper newspapers daily channel network
	station television media press news`)
	add("LEG", `parliament congress senate assembly legislature senator senators congressman congressmen congresswoman lawmaker lawmakers legislator legislators sen rep mp mps mep meps speaker`)
	add("JUD", `court tribunal judge judges justice prosecutor prosecutors attorney lawyer lawyers`)
	add("OPP", `opposition protester protesters protestor protestors demonstrator demonstrators dissident dissidents activist activists`)
	add("REB", `rebel rebels militant militants insurgent insurgents separatist separatists militia militias terrorist terrorists mercenaries`)
	add("UAF", `gunman gunmen fighter fighters extremist extremists`)
	add("PTY", `party parties candidate candidates politician politicians coalition`)
	add("PTY", `democrats republicans conservatives communists nationalists`)
	add("REL", `muslims christians jews kurds sunnis shiites catholics hindus sikhs buddhists islamists`)
	add("BUS", `company companies firm firms corporation corporations airline airlines bank banks businessman businesswoman banker trader executive executives ceo founder owner contractor`)
	add("EDU", `professor prof university universities institute scholar scholars researcher researchers historian economist economists scientist scientists teacher teachers student students expert experts
	analyst analysts`)
	add("CVL", `child children boy boys girl girls teenager teenagers baby infant passenger passengers pedestrian pedestrians driver drivers people citizen citizens resident residents villager villagers voter voters civilian civilians victim victims witness witnesses survivor survivors mother father wife husband son daughter brother sister
	widow parents family uncle aunt nephew niece cousin relative relatives man woman person population public worker workers employee employees settlers`)
	add("CVL", `actor actress singer musician filmmaker footballer player players athlete coach coaches trainer attendee attendees bystander bystanders neighbour neighbours neighbor neighbors homeowner shopkeeper shopkeepers farmer farmers
	fisherman tourist tourists interviewee interviewees fans accused organiser organizer organisers organizers engineer engineers astronaut astronauts`)
	add("MED", `physician physicians surgeon psychologist epidemiologist virologist paramedic paramedics veterinarian doctor doctors nurse medics`)
	add("EDU", `biologist physicist archaeologist archaeologists meteorologist`)
	add("COP", `sheriff sheriffs superintendent trooper troopers marshal inspector`)
	add("CRM", `attacker attackers shooter assailant killer`)
	add("JUD", `magistrate magistrates barrister barristers solicitor solicitors coroner`)
	add("REF", `refugee refugees migrant migrants`)
	add("LAB", `union unions unionist`)
	add("REL", `bishop archbishop cardinal imam cleric ayatollah patriarch church mullah`)
	add("CRM", `hackers smugglers pirates suspect suspects`)
	add("SPY", `intelligence spy spies`)
	add("SOC", `foundation charity think-tank forum association`)
	return m
}()

// vessels are prefixes of the names of ships.
var vessels = map[string]bool{"mv": true, "ms": true, "ss": true, "uss": true, "hms": true, "usns": true, "ins": true, "rms": true, "usa-": true, "hmas": true, "hmcs": true}

// scenes are prepositions that make a capital, or a country, the place of
// something.
var scenes = map[string]bool{"in": true, "at": true, "near": true, "outside": true, "around": true, "across": true, "throughout": true, "inside": true, "into": true, "through": true, "within": true}

// speaks are words after which a people's adjective is its language.
var speaks = map[string]bool{"speak": true, "speaks": true, "spoke": true, "speaking": true, "spoken": true, "learn": true, "language": true}

// female lists given names and words that call for "she".
var female = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`angela theresa hillary condoleezza madeleine michelle melania ursula christine nancy kamala jacinda julia sanna mette erna magdalena ana anna anne anne-sophie annalena federica catherine
	margot liz elizabeth victoria marine segolene ségolène jen karine kayleigh sarah samantha susan nikki heather marie maria mary marta margaret michele dilma cristina ellen joyce sheikh-hasina hasina
	khaleda indira sonia pratibha benazir hina maryam tzipi ayelet golda yulia julia yulya olga tatiana maia dalia kersti kaja ewa beata viorica simonetta doris micheline ruth karin penny marise linda gillian priti amber
	andrea nicola arlene michelle rachel yvette angela diane emily jo caroline patricia laura julie charlotte hannah sophie emma olivia isabella ava mia amelia ella grace chloe lucy jessica rebecca jennifer amy amanda
	melissa stephanie nicole heather elaine betsy janet loretta sally kathleen gina avril carol barbara linda dorothy lisa karen helen sandra donna ruth sharon deborah rosa rosario claudia carmen isabel luisa elena
	irina svetlana natalia valentina ekaterina galina ludmila nadezhda yuliya fatima aisha zainab khadija leila shirin nasrin masoumeh zahra asma queen princess mrs ms mme madame lady dame baroness spokeswoman
	chairwoman congresswoman mother wife daughter sister widow woman businesswoman actress niece aunt greta malala joanna katarina zuzana iveta vaira tarja helle gro jadranka kolinda atifete vjosa kristalina irina
	hatice fatma ayse emine zeynep elif merve nazanin narges leyla carrie agnes agnès wanda yulin meerjady sabrina hasina sheikha tulsi jovita aung nurul siti puan megawati yingluck paetongtarn retno gloria leni imee risa noura hoda lubna reem ghada rania mihrigul tsai yuriko seiko yoko akie hyon-hui kyung-wha geun-hye navi michelle phumzile amina alicia gita ngozi winnie graca nkosazana graça sheinbaum xiomara laura violeta mireya michele keiko veronica yoweri pam susanne inger lilian nadia wendy brooke anneliese`) {
		m[w] = true
	}
	return m
}()

// regions are parts of the world without a government.
var regions = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`sahel indo-pacific pacific atlantic mediterranean asia africa balkans caucasus gulf arctic antarctic maghreb levant donbas crimea kashmir kurdistan sahara caribbean scandinavia siberia
	europe aegean adriatic baltic himalayas amazon sinai golan antarctica eurasia mideast asia-pacific transatlantic`) {
		m[w] = true
	}
	return m
}()

// subjects are words of the business of a minister, after "minister of".
var subjects = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`the and of foreign external internal home affairs justice defence defense finance financial health education energy agriculture interior information economy economic transport transportation
	labour labor trade commerce culture environment environmental tourism state security public social treasury war industry planning housing development communities communication communications technology science
	research higher employment family families youth sport sports women gender equality immigration migration asylum citizenship integration europe european relations cooperation co-operation fisheries food rural
	water resources natural mines mining oil petroleum infrastructure works roads aviation digital media religious veterans homeland human services urban local government regional territorial parliamentary police
	armed forces army navy climate change ecological transition budget investment investments business enterprise energy innovation prisons labour population welfare trade exchequer`) {
		m[w] = true
	}
	return m
}()
