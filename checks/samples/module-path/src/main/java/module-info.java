/// A module of a user's.
module com.example.greeting {
  requires tornado.server;

  exports greeting;
}
