#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, and <libxml/encoding.h> then pulls in <unicode/ucnv.h>,
// whose enums clash with Foundation's own copy of ICU. Nothing here needs that struct.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

// The two ways of libxml2's error callback to say `const` differ by version (2.12 added it), so
// Swift never sees the error: it gets the message and where it was found.
typedef void (*clibxml2_error_handler)(
    void *context, int code, int level, int line, const char *message);

typedef struct {
  clibxml2_error_handler handler;
  void *context;
} clibxml2_error_sink;

#if LIBXML_VERSION >= 21200
static void clibxml2_forward_error(void *user, const xmlError *error)
#else
static void clibxml2_forward_error(void *user, xmlErrorPtr error)
#endif
{
  xmlParserCtxtPtr parser = error ? (xmlParserCtxtPtr)error->ctxt : NULL;
  clibxml2_error_sink *sink = parser ? (clibxml2_error_sink *)parser->_private : NULL;
  (void)user;
  if (sink) {
    sink->handler(sink->context, error->code, (int)error->level, error->line, error->message);
  }
}

// `serror` has a type that changed between versions, so it is set here and not in Swift.
static inline void clibxml2_send_errors(xmlSAXHandler *sax) {
  sax->serror = (xmlStructuredErrorFunc)clibxml2_forward_error;
}

#if LIBXML_VERSION >= 21200
static void clibxml2_ignore_error(void *user, const xmlError *error)
#else
static void clibxml2_ignore_error(void *user, xmlErrorPtr error)
#endif
{
  (void)user;
  (void)error;
}

// What no parser is asked about, as the conversion of an encoding, libxml2 prints to stderr unless
// told otherwise, thread by thread.
static inline void clibxml2_print_no_errors(void) {
  xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)clibxml2_ignore_error);
}

// The line that the parser has reached, from 1.
static inline int clibxml2_line(xmlParserCtxtPtr parser) {
  return parser->input ? parser->input->line : 0;
}
