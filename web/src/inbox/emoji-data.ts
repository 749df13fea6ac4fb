/** The emojis people answer customers with, and the words they look for them by: Portuguese | English | Spanish. */
import type { Locale } from '@recado/contract/team'

const LANGUAGES: readonly Locale[] = ['pt-BR', 'en', 'es']

const SOURCE = {
  faces: `
😀 sorriso feliz alegre|smile happy grin|sonrisa feliz
😃 sorriso feliz|smile happy|sonrisa feliz
😄 riso feliz olhos|laugh happy|risa feliz
😁 sorriso dentes|beaming grin|sonrisa dientes
😆 gargalhada riso|laughing|carcajada risa
😅 alívio suor nervoso|relief sweat nervous|alivio sudor
😂 chorando de rir riso|joy tears laugh|llorando de risa
🤣 rolando de rir|rolling laughing rofl|muerto de risa
🙂 sorriso leve|slight smile|sonrisa leve
🙃 ironia de cabeça para baixo|upside down irony|al revés ironía
😉 piscada|wink|guiño
😊 sorriso corado fofo|blush smile|sonrojado
😇 anjo inocente|angel innocent|ángel inocente
🥰 apaixonado corações carinho|love hearts affection|enamorado corazones
😍 apaixonado olhos de coração|heart eyes love|enamorado ojos
🤩 encantado estrela uau|star struck wow|encantado estrella
😘 beijo|kiss|beso
😋 delícia gostoso|yummy delicious|rico delicioso
😜 brincadeira língua|wink tongue joke|broma lengua
🤗 abraço|hug|abrazo
🤭 ops riso boca|oops giggle|ups risa
🤫 silêncio segredo|quiet secret|silencio secreto
🤔 pensando dúvida|thinking doubt|pensando duda
🤨 desconfiado|raised eyebrow suspicious|desconfiado
😐 neutro sem graça|neutral|neutral
😑 sem expressão|expressionless|sin expresión
😏 malícia|smirk|pícaro
🙄 revirar os olhos|rolling eyes|ojos en blanco
😬 constrangido careta|grimace awkward|mueca incómodo
😌 aliviado calmo|relieved calm|aliviado calma
😔 triste pensativo|sad pensive|triste pensativo
😪 sono|sleepy|sueño
😴 dormindo sono|sleeping|dormido
😷 máscara doente|mask sick|mascarilla enfermo
🤒 febre doente|fever sick|fiebre enfermo
🤕 machucado|hurt bandage|herido
🤧 espirro gripe|sneeze flu|estornudo gripe
🥵 calor quente|hot|calor
🥶 frio gelado|cold freezing|frío
🤯 explodir surpreso|mind blown|explotar
🥳 festa comemorar aniversário|party celebrate birthday|fiesta celebrar
😎 óculos legal|cool sunglasses|gafas genial
🤓 estudioso|nerd|estudioso
😕 confuso|confused|confundido
😟 preocupado|worried|preocupado
🙁 triste|frown sad|triste
😮 surpreso uau|surprised wow|sorprendido
😳 envergonhado|flushed|avergonzado
🥺 por favor pedido fofo|pleading please|por favor súplica
😥 triste alívio|sad relieved|triste
😢 choro triste|cry sad|llorar triste
😭 choro muito|sob crying|llanto
😱 medo grito|scream fear|miedo grito
😤 irritado bufar|huff frustrated|molesto
😡 raiva bravo|angry rage|enojado rabia
🤬 xingar raiva|cursing angry|insultar
💩 cocô|poop|caca
🤡 palhaço|clown|payaso
👻 fantasma|ghost|fantasma
🤖 robô|robot|robot`,
  hands: `
👍 joinha legal sim curtir ok|thumbs up yes like ok|pulgar arriba sí ok
👎 não gostei|thumbs down no dislike|pulgar abajo no
👌 ok perfeito|ok perfect|ok perfecto
🤌 italiano gesto|pinched|gesto italiano
✌️ paz vitória|peace victory|paz victoria
🤞 dedos cruzados sorte|fingers crossed luck|dedos cruzados suerte
🤝 aperto de mão acordo|handshake deal|apretón acuerdo
🙏 obrigado por favor rezar|thanks please pray|gracias por favor
👏 palmas parabéns|clap congratulations|aplauso felicidades
🙌 comemorar mãos|celebrate hands|celebrar manos
👋 oi tchau acenar|hi bye wave|hola adiós
🤙 me liga|call me|llámame
👉 apontar direita|point right|señalar derecha
👈 apontar esquerda|point left|señalar izquierda
👆 apontar cima|point up|señalar arriba
👇 apontar baixo|point down|señalar abajo
☝️ um atenção|one attention|uno atención
✋ pare mão|stop hand|alto mano
💪 força|strong muscle|fuerza
🫶 coração com as mãos carinho|heart hands|corazón manos
✍️ escrever assinar|write sign|escribir firmar
🤷 não sei ombros|shrug|no sé
🤦 não acredito|facepalm|no lo creo
🙋 levantar a mão eu|raise hand|levantar mano
🙇 desculpa reverência|bow sorry|perdón reverencia
👀 olhos ver|eyes look|ojos mirar
🗣️ falar|speak|hablar
🧑‍💻 computador trabalhar|computer work|computadora trabajo
🏃 correr pressa|run hurry|correr prisa
🧑‍🍳 cozinhar chef|cook chef|cocinar chef`,
  hearts: `
❤️ coração amor vermelho|heart love red|corazón amor
🧡 coração laranja|orange heart|corazón naranja
💛 coração amarelo|yellow heart|corazón amarillo
💚 coração verde|green heart|corazón verde
💙 coração azul|blue heart|corazón azul
💜 coração roxo|purple heart|corazón morado
🖤 coração preto|black heart|corazón negro
🤍 coração branco|white heart|corazón blanco
💔 coração partido|broken heart|corazón roto
💕 corações amor|hearts love|corazones amor
💖 coração brilho|sparkling heart|corazón brillo
✨ brilho estrelas novo|sparkles new|brillo estrellas
⭐ estrela favorito|star favorite|estrella favorito
🌟 estrela brilhante|glowing star|estrella brillante
🔥 fogo quente|fire hot|fuego
💯 cem perfeito|hundred perfect|cien perfecto
💥 explosão|boom|explosión
💫 tontura estrela|dizzy|mareo
🎉 festa parabéns|party congratulations|fiesta felicidades
🎊 confete festa|confetti party|confeti fiesta
🎈 balão aniversário|balloon birthday|globo cumpleaños
🎁 presente|gift|regalo
🏆 troféu vitória|trophy win|trofeo
🥇 primeiro medalha ouro|first medal gold|primero medalla`,
  signs: `
✅ certo feito confirmado|check done confirmed|hecho confirmado
☑️ marcado|checked|marcado
✔️ certo|check|correcto
❌ errado não cancelar|cross no cancel|no cancelar
❗ atenção importante|exclamation important|atención importante
❓ pergunta dúvida|question|pregunta
⚠️ aviso cuidado|warning|aviso cuidado
🚫 proibido|forbidden|prohibido
⏰ despertador hora|alarm time|alarma hora
⏳ esperando tempo ampulheta|waiting time hourglass|esperando tiempo
🕐 hora relógio|clock time|reloj hora
📅 calendário data agenda|calendar date|calendario fecha
📌 fixar importante|pin|fijar
📍 local endereço mapa|location address map|ubicación dirección
🔔 sino aviso|bell notification|campana aviso
🔒 fechado seguro cadeado|locked secure|cerrado seguro
🔑 chave|key|llave
🔎 buscar lupa|search|buscar lupa
💡 ideia lâmpada|idea bulb|idea
💬 conversa mensagem|chat message|conversación mensaje
➡️ seta direita|arrow right|flecha derecha
⬅️ seta esquerda|arrow left|flecha izquierda
⬆️ seta cima|arrow up|flecha arriba
⬇️ seta baixo|arrow down|flecha abajo
🔄 repetir trocar|repeat exchange|repetir cambiar
➕ mais|plus|más
➖ menos|minus|menos
1️⃣ um primeiro|one first|uno primero
2️⃣ dois segundo|two second|dos segundo
3️⃣ três terceiro|three third|tres tercero
4️⃣ quatro|four|cuatro
5️⃣ cinco|five|cinco
🆕 novo|new|nuevo
🆗 ok|ok|ok
🔝 topo|top|arriba`,
  things: `
📦 pacote encomenda entrega|package delivery|paquete entrega
🚚 caminhão entrega frete|truck delivery shipping|camión envío
🛵 moto entrega motoboy|scooter delivery|moto reparto
🚗 carro|car|coche auto
✈️ avião viagem|plane travel|avión viaje
🏠 casa|home house|casa
🏢 empresa prédio|office building|empresa edificio
🏪 loja|store|tienda
🏥 hospital|hospital|hospital
🏦 banco|bank|banco
💳 cartão pagamento|card payment|tarjeta pago
💰 dinheiro saco|money bag|dinero bolsa
💵 dinheiro nota|cash money|dinero billete
🧾 recibo nota comprovante|receipt invoice|recibo factura
📄 documento arquivo|document file|documento archivo
📋 lista prancheta|clipboard list|lista portapapeles
📎 anexo clipe|attachment clip|adjunto clip
📷 câmera foto|camera photo|cámara foto
🎥 vídeo filmar|video camera|vídeo
🎤 microfone áudio|microphone audio|micrófono
📞 telefone ligar|phone call|teléfono llamar
📱 celular|mobile phone|celular móvil
💻 computador notebook|laptop computer|computadora portátil
🖨️ impressora imprimir|printer print|impresora
📧 e-mail|email|correo
🛒 carrinho compra|cart shopping|carrito compra
🛍️ sacola compras|shopping bags|bolsas compras
👗 vestido roupa|dress clothes|vestido ropa
👟 tênis sapato|sneaker shoe|zapatilla
💄 batom maquiagem|lipstick makeup|labial maquillaje
💍 anel aliança|ring|anillo
🛠️ ferramentas conserto|tools repair|herramientas reparar
🔧 chave conserto|wrench repair|llave reparar
🧹 limpeza vassoura|cleaning broom|limpieza escoba
🎓 formatura estudo|graduation study|graduación estudio
📚 livros|books|libros
💊 remédio|pill medicine|medicina pastilla
🐶 cachorro|dog|perro
🐱 gato|cat|gato`,
  food: `
☕ café|coffee|café
🍕 pizza|pizza|pizza
🍔 hambúrguer lanche|burger|hamburguesa
🍟 batata frita|fries|papas fritas
🌭 cachorro-quente|hot dog|perrito caliente
🥪 sanduíche|sandwich|sándwich
🥗 salada|salad|ensalada
🍝 macarrão massa|pasta|pasta
🍣 sushi japonês|sushi|sushi
🍚 arroz|rice|arroz
🥩 carne churrasco|meat steak|carne
🍗 frango|chicken|pollo
🥐 croissant padaria|croissant bakery|croissant panadería
🍞 pão|bread|pan
🧀 queijo|cheese|queso
🍰 bolo fatia|cake slice|pastel
🎂 bolo aniversário|birthday cake|pastel cumpleaños
🍫 chocolate|chocolate|chocolate
🍦 sorvete|ice cream|helado
🍎 maçã fruta|apple fruit|manzana fruta
🍌 banana|banana|plátano
🍓 morango|strawberry|fresa
🥑 abacate|avocado|aguacate
🥤 refrigerante copo|soft drink cup|refresco vaso
🍺 cerveja|beer|cerveza
🍷 vinho|wine|vino
🥂 brinde comemorar|toast cheers|brindis
🍽️ restaurante prato|restaurant plate|restaurante plato
☀️ sol dia|sun day|sol día
🌧️ chuva|rain|lluvia
🌈 arco-íris|rainbow|arcoíris
🌙 lua noite|moon night|luna noche
🌹 rosa flor|rose flower|rosa flor
🌻 girassol flor|sunflower flower|girasol flor
🌱 planta|plant|planta
🌎 mundo terra|world earth|mundo tierra
⚽ futebol bola|soccer ball|fútbol pelota
🎵 música|music|música
🇧🇷 brasil bandeira|brazil flag|brasil bandera`,
} as const

export interface Emoji {
  emoji: string
  words: Readonly<Record<string, string>>
}

function read(lines: string): Emoji[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const space = line.indexOf(' ')
      const words = line.slice(space + 1).split('|')
      return { emoji: line.slice(0, space), words: Object.fromEntries(LANGUAGES.map((language, at) => [language, plain(words[at] ?? '')])) }
    })
}

export const EMOJI_GROUPS = (['faces', 'hands', 'hearts', 'signs', 'things', 'food'] as const).map((id) => ({
  id,
  emojis: read(SOURCE[id]),
}))

/** Every word of the query begins a word of the emoji, whatever the accents. */
export function searchEmojis(query: string, locale: Locale): string[] {
  const wanted = plain(query).split(/\s+/).filter(Boolean)
  return EMOJI_GROUPS.flatMap(({ emojis }) => emojis)
    .filter(({ words }) => wanted.every((word) => (words[locale] ?? '').split(' ').some((known) => known.startsWith(word))))
    .map(({ emoji }) => emoji)
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
